import type { Config } from '#libs/config';
import { openPool, openReads, PostgresEventStore, PostgresSettings, PostgresTokens } from '#libs/postgres';
import type { Check, Closing, Log } from '#libs/program';
import { openDoorbell, type QueueBackend } from '#libs/queue';
import { createApi } from './create-api.js';

export type ApiOptions = Readonly<{
  config: Pick<Config, 'host' | 'port' | 'databaseConnections'>;
  databaseUrl: string;
  queue: QueueBackend;
  /** What else must be well for /readyz. */
  checks: Readonly<Record<string, Check>>;
  metrics: () => Promise<string>;
  log: Log;
  closing: Closing;
}>;

/** Serves requests until `closing` ends it; answers where. */
export async function startApi(options: ApiOptions): Promise<string> {
  const { config, databaseUrl: url, log, closing } = options;
  const pool = openPool(url, {
    size: config.databaseConnections,
    applicationName: 'rollbook api',
    onIdleError: (error) => log.warn({ err: error }, 'a connection to Postgres broke'),
  });
  closing.add('api connections', () => pool.end());
  const store = new PostgresEventStore({ url, pool });
  closing.add('log', () => store.close());
  const doorbell = await openDoorbell(options.queue, {
    onError: (error) => log.warn({ err: error }, 'the queue is in trouble'),
  });
  closing.add('doorbell', () => doorbell.close());
  const tokens = new PostgresTokens(pool);

  const ports = {
    store,
    reads: openReads(pool),
    settings: new PostgresSettings(pool),
    findToken: (digest: Buffer) => tokens.find(digest),
    // The change is recorded: a ring that gets lost is found by the sweep, and is no reason to tell the caller otherwise.
    ring: (streamId: number) =>
      doorbell.ring([streamId]).catch((error: unknown) => log.warn({ err: error, streamId }, 'a ring got lost')),
    now: () => new Date(),
    log,
  };
  const checks = { database: () => pool.query('select 1'), ...options.checks };
  const api = await createApi(ports, { checks, metrics: options.metrics });
  closing.add('api', () => api.close());
  return await api.listen(config.host, config.port);
}
