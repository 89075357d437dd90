import { Socket } from 'node:net';
import pg from 'pg';
import type { LogLimits } from './log-limits.js';

/**
 * One connection that commits batches: in pipeline mode, so that statements which do not depend on each other share
 * one way to the server, and with the limits that keep a stalled process from holding the log.
 */
export class AppendConnection extends pg.Client {
  private readonly socket: Socket;

  private constructor(url: string, limits: LogLimits) {
    const socket = new Socket();
    super({
      connectionString: url,
      application_name: 'rollbook log',
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: limits.lockMilliseconds,
      // Twice as patient as the server: it is the server's word that counts while there is one.
      query_timeout: 2 * limits.statementMilliseconds,
      stream: () => socket,
    });
    this.socket = socket;
    this.on('error', ignore);
  }

  static async open(url: string, limits: LogLimits): Promise<AppendConnection> {
    const connection = new AppendConnection(url, limits);
    await connection.connect();
    await connection.query(SETTINGS, [
      limits.idleMilliseconds,
      limits.lockMilliseconds,
      limits.statementMilliseconds,
      2 * limits.statementMilliseconds,
    ]);
    return connection;
  }

  /** What `send` asks goes out in one write: a write wakes the server, which costs more than most statements. */
  together<T>(send: () => T): T {
    this.socket.cork();
    try {
      return send();
    } finally {
      this.socket.uncork();
    }
  }
}

// transaction_timeout came with Postgres 17. The few statements here have one good plan, by their indexes: to plan them
// anew for each batch, as Postgres does where arrays differ, takes longer than to run them, and a plan made while the
// tables were small must not read them whole when they have grown.
const SETTINGS = `
  select set_config('idle_in_transaction_session_timeout', $1::int::text, false),
    set_config('lock_timeout', $2::int::text, false),
    set_config('statement_timeout', $3::int::text, false),
    case when current_setting('server_version_num')::int >= 170000
      then set_config('transaction_timeout', $4::int::text, false) end,
    set_config('plan_cache_mode', 'force_generic_plan', false),
    set_config('enable_seqscan', 'off', false),
    set_config('enable_hashjoin', 'off', false),
    set_config('enable_mergejoin', 'off', false),
    set_config('jit', 'off', false)`;

function ignore(): void {
  // Whatever was asked on this connection fails with the same error, and is handled there.
}
