export { Closing } from './closing.js';
export { createLog, type Log } from './create-log.js';
export { isRefusal } from './is-refusal.js';
export { explain, runProgram, type Running } from './run-program.js';
