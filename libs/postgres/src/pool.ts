import pg from 'pg';
import { Keyring } from '#libs/sealing';
import { giveKeyring } from './person/keyring-of.js';

export type PoolOptions = Readonly<{
  /** Most connections at once; 10 when not said. */
  size?: number;
  /** How long an answer is waited for, milliseconds; for ever when not said. */
  queryMilliseconds?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** A connection that breaks while idle is replaced on the next use; this hears of it. */
  onIdleError?: (error: Error) => void;
  /** Wraps the keys of persons (ROLLBOOK_MASTER_KEY). */
  masterKey?: Uint8Array | undefined;
}>;

/** Connections for readers and for everything that is not an append. */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.size ?? 10,
    application_name: options.applicationName ?? 'rollbook',
    connectionTimeoutMillis: 10_000,
    ...(options.queryMilliseconds !== undefined && { query_timeout: options.queryMilliseconds }),
    keepAlive: true,
    allowExitOnIdle: true, // an ended pool would hold the process by its idle timers
  });
  giveKeyring(pool, new Keyring(options.masterKey));
  pool.on('error', options.onIdleError ?? ignore);
  // Of one that breaks while it is lent out the pool says nothing, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

function ignore(): void {
  // The pool drops the connection and opens another when it needs one; whatever was asked on this one fails with the error.
}
