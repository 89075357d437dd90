export { queueOf } from './queue-of.js';
export { ConfigInvalid } from './config-invalid.js';
export type { Config, LogLevel } from './config.js';
export { readConfig, type Environment } from './read-config.js';
export { requireDatabaseUrl } from './require-database-url.js';
