import type { Config } from '#libs/config';
import { type CollectionDeletion, type Fact, MOST_SILENCE, readCollectionFacts, recordFacts } from '#libs/ingest';
import {
  cleanInbox,
  livingStreamsOf,
  type OpenBatch,
  type openPool,
  type ReusedAuditId,
  settleFacts,
  takeBatches,
  type TakenBatch,
} from '#libs/postgres';
import type { Log } from '#libs/program';
import { repeatEvery } from '../repeat-every.js';
import { recordPorts, type RecordWorld } from './record-ports.js';
import { settleObjects } from './settle-objects.js';
import { takeAuditBatch } from './take-audit-batch.js';

export type InboxOptions = RecordWorld &
  Readonly<{
    pool: ReturnType<typeof openPool>;
    config: Pick<Config, 'inboxWindowSeconds' | 'inboxHours'>;
    ring: (streamIds: readonly number[]) => Promise<void>;
    log: Log;
  }>;

/** How batches of each source are read. */
const READERS: Readonly<Record<string, (batch: OpenBatch) => TakenBatch>> = { 'audit-webhook': takeAuditBatch };

const ROUND_SECONDS = 0.5;
const CLEAN_SECONDS = 600;

/** Takes in what clusters tell, until the answer is called. Every fact waits for older ones anyway: looking twice a second is soon enough. */
export function startInbox(options: InboxOptions): () => Promise<void> {
  const { pool, config, ring, log } = options;
  const ports = recordPorts(options);
  const settling = {
    record: (facts: readonly Fact[]) => recordFacts(ports, facts),
    factsOf: (collection: CollectionDeletion) => readCollectionFacts({ store: options.store, livingIn }, collection),
    ring,
    log,
  };
  const livingIn = (place: Pick<Fact, 'cluster' | 'namespace'>): Promise<readonly number[]> =>
    livingStreamsOf(pool, place);
  const onReused = (ids: readonly ReusedAuditId[]): void =>
    log.warn({ ids: ids.slice(0, 10) }, 'audit ids were used again: each event counts, whoever chose the id');
  const windowMilliseconds = config.inboxWindowSeconds * 1000;
  // Side by side: while the log is waited for, the next batches are read.
  const steps = [
    () => takeBatches(pool, { take: read, windowMilliseconds, mostSilence: MOST_SILENCE, onReused }),
    () => settleFacts(pool, (objects) => settleObjects(settling, objects)),
  ];
  let closed = false;
  const untilDone = async (step: () => Promise<number>): Promise<void> => {
    while (!closed && (await step()) > 0);
  };
  const onFailure = (error: unknown): void =>
    log.warn({ err: error }, 'the inbox could not be taken in; the next round goes on');
  const stops = [
    ...steps.map((step) => repeatEvery(ROUND_SECONDS, () => untilDone(step), onFailure)),
    repeatEvery(CLEAN_SECONDS, () => cleanInbox(pool, config.inboxHours), onFailure),
  ];
  return async () => {
    closed = true;
    await Promise.all(stops.map((stop) => stop()));
  };
}

function read(batch: OpenBatch): TakenBatch {
  const reader = READERS[batch.source];
  if (reader === undefined)
    throw new Error(`batches of ${batch.source} cannot be read; a newer Rollbook may have taken them`);
  return reader(batch);
}
