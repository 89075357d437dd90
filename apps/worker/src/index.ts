export { rebuildViews } from './rebuild-views.js';
export { startWorker, type StartedWorker, type WorkerOptions } from './start-worker.js';
