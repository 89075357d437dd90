import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { joinCoverage } from '../cluster/join-coverage.js';
import { classifyFailure } from '../log/failure.js';
import { inTransaction } from '../in-transaction.js';
import { storableText } from '../storable-text.js';
import { type ClusterFact, insertFacts, type NewFact, type ReusedAuditId, reusedAuditIds } from './insert-facts.js';
import { addTallies, type Tallies } from './tallies.js';

const inflated = promisify(inflateRaw);

export type OpenBatch = Readonly<{ cluster: string; source: string; receivedAt: Date; body: Buffer }>;

/** What was taken out of a batch. */
export type TakenBatch = Readonly<{
  facts: readonly NewFact[];
  tallies: Tallies;
  /** When its source was live, by what it told: milliseconds since 1970. */
  live?: readonly Readonly<{ since: number; until: number }>[];
}>;

export type TakeOptions = Readonly<{
  take: (batch: OpenBatch) => TakenBatch;
  /** How long a fact waits for older ones, milliseconds. */
  windowMilliseconds: number;
  /** How long a source may tell nothing and still counts as live, milliseconds. */
  mostSilence: number;
  /** Hears of audit ids that several events bear. */
  onReused?: (ids: readonly ReusedAuditId[]) => void;
}>;

/** Batches that are taken in together, and about how many bytes of them. */
const AT_ONCE = 16;
const BYTES_AT_ONCE = 32 * 1024 * 1024;

/**
 * Takes the facts out of the oldest open batches, with how far it came, whole or not at all. One that cannot be taken in is set aside
 * with the reason, and holds up no other. Answers how many batches; 0 when there are none, or when another worker is at it.
 */
export async function takeBatches(pool: Pool, options: TakeOptions): Promise<number> {
  try {
    return await inTransaction(pool, (client) => takeOldest(client, options, AT_ONCE));
  } catch (error) {
    if (classifyFailure(error) === 'transient') throw error;
    return await takeOldestAlone(pool, options);
  }
}

// Something in one of them is more than the database takes: the oldest is tried alone.
function takeOldestAlone(pool: Pool, options: TakeOptions): Promise<number> {
  return inTransaction(pool, async (client) => {
    if (!(await isOurs(client))) return 0;
    await client.query('savepoint untaken');
    try {
      return await takeOldest(client, options, 1);
    } catch (error) {
      if (classifyFailure(error) === 'transient') throw error;
      await client.query('rollback to savepoint untaken');
      const rows = await openBatches(client, 1);
      await finish(
        client,
        rows.map((row) => ({ row, ...asideFor(error) })),
      );
      return rows.length;
    }
  });
}

async function takeOldest(client: PoolClient, options: TakeOptions, most: number): Promise<number> {
  if (!(await isOurs(client))) return 0;
  const rows = await openBatches(client, most);
  const taken = await Promise.all(rows.map((row) => takenOf(row, options)));
  const facts = taken.flatMap(({ row: { cluster }, facts: own }) =>
    own.map((fact): ClusterFact => ({ ...fact, cluster })),
  );
  const fresh = await insertFacts(client, facts, options.windowMilliseconds);
  const reused = await reusedAuditIds(client, fresh);
  if (reused.length > 0) options.onReused?.(reused);
  const isFresh = new Set(fresh);
  await addTallies(client, [
    ...facts.filter((fact) => !isFresh.has(fact)).map(({ cluster }) => ({ cluster, outcome: 'told before', count: 1 })),
    ...reused.map(({ cluster }) => ({ cluster, outcome: 'warning: an audit id was used again', count: 1 })),
  ]);
  await joinLive(client, taken, options);
  await finish(client, taken);
  return rows.length;
}

async function joinLive(client: PoolClient, taken: readonly Taken[], { mostSilence }: TakeOptions): Promise<void> {
  const sources = new Map(taken.map(({ row: { cluster, source } }) => [`${source} ${cluster}`, { cluster, source }]));
  for (const { cluster, source } of sources.values()) {
    const own = taken.filter(({ row }) => row.cluster === cluster && row.source === source);
    const live = own.flatMap((one) => one.live ?? []);
    if (live.length > 0) await joinCoverage(client, { cluster, source, mostSilence }, live);
  }
}

type BatchRow = { id: string; cluster: string; source: string; received_at: Date; body: Buffer };

// pg_locks shows classid 1919904876 ("roll"), objid 1768842872 ("inbx").
const LOCK = 'select pg_try_advisory_xact_lock(1919904876, 1768842872) as ours';

async function isOurs(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(LOCK);
  return rows[0]?.ours === true;
}

async function openBatches(client: PoolClient, most: number): Promise<readonly BatchRow[]> {
  const { rows } = await client.query<BatchRow>({ name: 'inbox_open', text: OPEN, values: [most, BYTES_AT_ONCE] });
  return rows;
}

const OPEN = `select id, cluster, source, received_at, body from (
    select *, sum(bytes) over (order by id) - bytes as before from inbox.batch where done_at is null order by id limit $1
  ) oldest where before < $2 order by id`;

type Taken = TakenBatch & Readonly<{ row: BatchRow; setAside?: string }>;

async function takenOf(row: BatchRow, { take }: TakeOptions): Promise<Taken> {
  const { cluster, source, received_at: receivedAt } = row;
  try {
    return { row, ...take({ cluster, source, receivedAt, body: await inflated(row.body) }) };
  } catch (error) {
    return { row, ...asideFor(error) };
  }
}

function asideFor(error: unknown): TakenBatch & Readonly<{ setAside: string }> {
  const setAside = storableText(error instanceof Error ? error.message : String(error));
  return { facts: [], tallies: new Map([['batches set aside', 1]]), setAside };
}

async function finish(client: PoolClient, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  const counts = taken.flatMap(({ row: { cluster }, tallies }) =>
    [...tallies].map(([outcome, count]) => ({ cluster, outcome, count })),
  );
  await addTallies(client, counts);
  const values = [taken.map(({ row }) => row.id), taken.map(({ setAside }) => setAside ?? null)];
  await client.query({ name: 'inbox_done', text: DONE, values });
}

const DONE = `update inbox.batch b set done_at = now(), set_aside = done.set_aside
  from unnest($1::bigint[], $2::text[]) as done(id, set_aside) where b.id = done.id`;
