export { Closing } from './closing.js';
export { createLog, type Log } from './create-log.js';
export { isRefusal } from './is-refusal.js';
export { explain, runProgram, type Running } from './run-program.js';
export { assertPortFree, PortUnavailable } from './assert-port-free.js';
export { checkHealth, type Check, type Health } from './health.js';
export { serveHealth, type HealthServer } from './serve-health.js';
