import type { Config } from '#libs/config';
import { OidcVerifier } from '#libs/oidc';
import {
  checkMasterKey,
  Exclusively,
  holdFacts,
  inboxBacklog,
  openClusters,
  openPool,
  openProofs,
  openReads,
  openWatchReads,
  PostgresBindings,
  PostgresEventStore,
  PostgresSettings,
  PostgresTokens,
  PostgresViewStore,
  readInboxStatus,
  recordAttempts,
  secretMask,
  storeBatch,
  ViewWaiter,
} from '#libs/postgres';
import type { Closing, Log } from '#libs/program';
import { openDoorbell, type QueueBackend } from '#libs/queue';
import { readMasterKey } from '#libs/sealing';
import { ALL_SECRETS } from './access/secrets.js';
import { AttemptLog } from './access/attempt-log.js';
import { Meter } from './limit/meter.js';
import { createApi } from './create-api.js';
import { InboxGauge } from './ingest/inbox-gauge.js';
import { openEntrance } from './http/entrance.js';
import { type KubernetesConfig, type KubernetesPlace, startKubernetes } from './kubernetes/start-kubernetes.js';
import type { ApiPorts } from './ports.js';

export type ApiOptions = Readonly<{
  config: KubernetesConfig &
    Pick<
      Config,
      | 'port'
      | 'databaseConnections'
      | 'masterKeyFile'
      | 'oidc'
      | 'requestsPerMinute'
      | 'costPerMinute'
      | 'inboxMebibytes'
    >;
  databaseUrl: string;
  queue: QueueBackend;
  log: Log;
  closing: Closing;
}>;

/** Where the API answers: `http://127.0.0.1:4800`, and the Kubernetes API beside it. */
export type ApiPlace = Readonly<{ url: string; kubernetes: KubernetesPlace }>;

/** Serves the API until `closing` ends it, and answers where. */
export async function startApi({ config, databaseUrl: url, queue, log, closing }: ApiOptions): Promise<ApiPlace> {
  const pool = openPool(url, {
    size: config.databaseConnections,
    applicationName: 'rollbook api',
    masterKey: await readMasterKey(config.masterKeyFile),
    onIdleError: (err) => log.warn({ err }, 'a connection to Postgres broke'),
  });
  closing.add('api connections', () => pool.end());
  await checkMasterKey(pool);
  const store = new PostgresEventStore({ url, pool });
  closing.add('api log', () => store.close());
  const doorbell = await openDoorbell(queue, { onError: (err) => log.warn({ err }, 'the queue is in trouble') });
  closing.add('api doorbell', () => doorbell.close());
  const tokens = new PostgresTokens(pool);
  const views = new ViewWaiter(url, pool);
  closing.add('api views', () => views.close());
  const attempts = new AttemptLog({ record: (list) => recordAttempts(pool, list), now: () => new Date(), log });
  closing.add('api attempts', () => attempts.flush());
  const exclusive = new Exclusively(pool);
  const ports: ApiPorts = {
    store,
    reads: openReads(pool),
    proofs: openProofs(pool),
    views: new PostgresViewStore(pool),
    settings: new PostgresSettings(pool),
    clusters: openClusters(pool),
    bindings: new PostgresBindings(pool),
    waitForView: (streamId, streamPosition, milliseconds) => views.waitForView(streamId, streamPosition, milliseconds),
    tokens,
    findToken: (digest) => tokens.find(digest),
    ...(config.oidc !== undefined && { oidc: new OidcVerifier(config.oidc) }),
    // The change is recorded: a doorbell that cannot be rung is no reason to say otherwise, and the sweep finds the stream.
    ring: (streamId) =>
      doorbell.ring([streamId]).catch((err: unknown) => log.warn({ err, streamId }, 'a doorbell could not be rung')),
    secretMask: () => secretMask(pool),
    secrets: ALL_SECRETS,
    meter: new Meter(config),
    inbox: {
      store: (batch) => storeBatch(pool, batch),
      hold: (facts, milliseconds) => holdFacts(pool, facts, milliseconds),
      status: () => readInboxStatus(pool),
    },
    attempts,
    exclusively: (work) => exclusive.run(work),
    mayWrite: () => true,
    now: () => new Date(),
    log,
  };
  const entrance = openEntrance(ports);
  const mostBytes = config.inboxMebibytes * 2 ** 20;
  const gauge = new InboxGauge({ backlog: () => inboxBacklog(pool), now: Date.now, mostBytes });
  const api = await createApi(ports, { entrance, gauge });
  closing.add('api', () => api.close());
  const kubernetes = await startKubernetes(ports, { config, entrance, watchReads: openWatchReads(pool) }, closing);
  return { url: await api.listen(config.host, config.port), kubernetes };
}
