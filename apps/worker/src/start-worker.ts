import type { Config } from '#libs/config';
import {
  auditStep,
  checkMasterKey,
  keepTree,
  openPool,
  openReads,
  PostgresEventStore,
  PostgresSettings,
  PostgresViewStore,
  streamsBehind,
  streamsBehindSince,
} from '#libs/postgres';
import { type Check, type Closing, isRefusal, type Log } from '#libs/program';
import { catchUp } from '#libs/projections';
import { answerDoorbell, openDoorbell, type QueueBackend } from '#libs/queue';
import { readMasterKey } from '#libs/sealing';
import { AuditKeeper } from './audit-keeper.js';
import { readSigningKey } from '#libs/signing';
import { startInbox } from './inbox/start-inbox.js';
import { rebuildOutdatedViews } from './rebuild-views.js';
import { repeatEvery } from './repeat-every.js';
import { retryParked } from './retry-parked.js';
import { Sweep, sweepEvery } from './sweep.js';
import { TreeKeeper } from './tree-keeper.js';
import { ViewVersions } from './view-versions.js';
import { warmStates } from './warm-states.js';
import { WorkerMetrics } from './worker-metrics.js';

export type WorkerOptions = Readonly<{
  config: Pick<
    Config,
    | 'workerConcurrency'
    | 'sweepSeconds'
    | 'masterKeyFile'
    | 'signingKeyFile'
    | 'headSeconds'
    | 'inboxWindowSeconds'
    | 'inboxHours'
  >;
  databaseUrl: string;
  queue: QueueBackend;
  /** No other worker shares the queue: what a killed one left unfinished is dropped. */
  alone: boolean;
  log: Log;
  closing: Closing;
}>;

export type StartedWorker = Readonly<{ checks: Readonly<Record<string, Check>>; metrics: () => Promise<string> }>;

/** Keeps the views in step with the log until `closing` ends it. */
export async function startWorker(options: WorkerOptions): Promise<StartedWorker> {
  const { config, databaseUrl: url, queue, log, closing } = options;
  const masterKey = await readMasterKey(config.masterKeyFile);
  const rebuilt = await rebuildOutdatedViews(url, {
    masterKey,
    onProgress: (done, total) => log.debug({ done, total }, 'rebuilding'),
  });
  if (rebuilt !== undefined) log.info(rebuilt, 'views of an older Rollbook were rebuilt');

  const pool = openPool(url, {
    size: config.workerConcurrency + 4,
    applicationName: 'rollbook worker',
    masterKey,
    onIdleError: (error) => log.warn({ err: error }, 'a connection to Postgres broke'),
  });
  closing.add('worker connections', () => pool.end());
  await checkMasterKey(pool);
  const events = new PostgresEventStore({ url, pool });
  closing.add('worker log', () => events.close());
  const reads = openReads(pool);
  const metrics = new WorkerMetrics(() => reads.readViewProgress());
  const doorbell = await openDoorbell(queue, {
    alone: options.alone,
    onError: (error) => log.warn({ err: error }, 'the queue is in trouble'),
  });
  closing.add('sweep doorbell', () => doorbell.close());

  const ports = { log: events, views: new PostgresViewStore(pool), warm: warmStates() };
  const freed = await retryParked(reads, (streamId) => catchUp(ports, streamId, { retryParked: true }));
  if (freed > 0) log.info({ streams: freed }, 'parked streams go on');
  const versions = new ViewVersions();
  const audit = new AuditKeeper(() => auditStep(pool), log);
  closing.add('audit index', () => audit.close());
  const answer = async (streamId: number) => {
    audit.ring();
    await versions.watch(() => catchUpOnce(ports, streamId, { log, metrics }));
  };
  const answering = await answerDoorbell(queue, answer, {
    concurrency: config.workerConcurrency,
    isRefusal,
    onTrouble: ({ error, ...rest }) => {
      metrics.troubles.inc();
      log.warn({ err: error, ...rest }, 'a catch-up failed');
    },
  });
  closing.add('worker', () => answering.close());
  const sweep = new Sweep({
    behind: (after, limit) => streamsBehind(pool, { after, limit }),
    behindSince: (position, limit) => streamsBehindSince(pool, position, limit),
    head: () => events.head(),
    ring: (streamIds) => {
      audit.ring();
      return doorbell.ring(streamIds);
    },
  });
  closing.add('sweep', sweepEvery(config.sweepSeconds, sweep, log));
  closing.add('tree', await startTreeKeeper(options, pool));
  const settings = new PostgresSettings(pool);
  const ring = (streamIds: readonly number[]) => doorbell.ring(streamIds);
  const world = { store: events, settings, reads, catchUp: (streamId: number) => catchUp(ports, streamId) };
  closing.add('inbox', startInbox({ ...world, pool, config, ring, log }));
  return {
    // A parked stream does not stop the others: log and metrics tell of it, and the worker stays ready.
    checks: { database: () => pool.query('select 1'), views: () => versions.check() },
    metrics: () => metrics.text(),
  };
}

// A key that cannot be read stops the start; one that is read later is read by then.
async function startTreeKeeper({ config, log }: WorkerOptions, pool: Parameters<typeof keepTree>[0]) {
  const { signingKeyFile: file, headSeconds } = config;
  const readKey = async () => (file === undefined ? undefined : await readSigningKey(file));
  if ((await readKey()) === undefined) log.info({}, 'no tree head is signed here: ROLLBOOK_SIGNING_KEY names no key');
  const keeper = new TreeKeeper({ keep: (signer) => keepTree(pool, signer), readKey, log });
  return repeatEvery(headSeconds, keeper.round, (error) =>
    log.error({ err: error }, "the log's tree could not be kept; the next round tries again"),
  );
}

type Ports = Parameters<typeof catchUp>[0];

async function catchUpOnce(
  ports: Ports,
  streamId: number,
  { log, metrics }: Readonly<{ log: Log; metrics: WorkerMetrics }>,
): Promise<void> {
  const stop = metrics.catchUpSeconds.startTimer();
  const outcome = await catchUp(ports, streamId);
  stop();
  if (outcome.kind === 'parked') log.error({ streamId, reason: outcome.reason }, 'a stream is parked');
}
