import pg from 'pg';
import type { LogLimits } from './log-limits.js';

/**
 * One connection that commits batches: in pipeline mode, so that statements which do not depend on each other share
 * one way to the server, and with the limits that keep a stalled process from holding the log.
 */
export async function openAppendConnection(url: string, limits: LogLimits): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'rollbook log',
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: limits.lockMilliseconds,
    // Twice as patient as the server: it is the server's word that counts while there is one.
    query_timeout: 2 * limits.statementMilliseconds,
  });
  client.on('error', ignore);
  await client.connect();
  await client.query(SETTINGS, [
    limits.idleMilliseconds,
    limits.lockMilliseconds,
    limits.statementMilliseconds,
    2 * limits.statementMilliseconds,
  ]);
  return client;
}

// transaction_timeout came with Postgres 17.
const SETTINGS = `
  select set_config('idle_in_transaction_session_timeout', $1::int::text, false),
    set_config('lock_timeout', $2::int::text, false),
    set_config('statement_timeout', $3::int::text, false),
    case when current_setting('server_version_num')::int >= 170000
      then set_config('transaction_timeout', $4::int::text, false) end`;

function ignore(): void {
  // Whatever was asked on this connection fails with the same error, and is handled there.
}
