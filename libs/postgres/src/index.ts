export { migrate, MigrationFailed } from './migrate.js';
export { openPool, type PoolOptions } from './pool.js';
