export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
export { FolderInUse, FolderUnusable, NoEmbeddedPostgres, PostgresFailed, WrongPostgresVersion } from './errors.js';
export { useEmbeddedPostgres } from './use-embedded-postgres.js';
