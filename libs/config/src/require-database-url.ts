import { ConfigInvalid } from './config-invalid.js';
import type { Config } from './config.js';

/**
 * The Postgres of a program that runs beside others, which cannot be the embedded one.
 * @throws ConfigInvalid
 */
export function requireDatabaseUrl({ databaseUrl }: Pick<Config, 'databaseUrl'>): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new ConfigInvalid([
    'DATABASE_URL must be set to an address such as postgresql://user:password@host/name (only `rollbook serve` brings its own Postgres)',
  ]);
}
