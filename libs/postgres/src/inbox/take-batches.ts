import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { type Attempt, recordAttempts } from '../access/postgres-attempts.js';
import { joinCoverage } from '../cluster/join-coverage.js';
import { inTransaction } from '../in-transaction.js';
import { addTallies, type Tallies } from './tallies.js';

const inflated = promisify(inflateRaw);

export type OpenBatch = Readonly<{ cluster: string; source: string; receivedAt: Date; body: Buffer }>;

/** A fact as it waits: `body` is JSON. */
export type NewFact = Readonly<{
  namespace: string;
  name: string;
  /** SHA-256 in hex. */
  digest: string;
  auditId?: string;
  body: string;
  /** Set where it is settled as it comes: it failed in the cluster, or tells too little. */
  settled?: Readonly<{ state: 'recorded' | 'set aside'; reason: string }>;
  /** What is kept apart from the changes, once. */
  attempt?: Attempt;
}>;

/** What was taken out of a batch. */
export type TakenBatch = Readonly<{
  facts: readonly NewFact[];
  tallies: Tallies;
  setAside?: string;
  /** When its source was live, by what it told: milliseconds since 1970. */
  live?: readonly Readonly<{ since: number; until: number }>[];
}>;

export type TakeOptions = Readonly<{
  take: (batch: OpenBatch) => TakenBatch;
  /** How long a fact waits for older ones, milliseconds. */
  windowMilliseconds: number;
  /** How long a source may tell nothing and still counts as live, milliseconds. */
  mostSilence: number;
}>;

const AT_ONCE = 8;

/**
 * Takes the facts out of the oldest open batches, with how far it came, whole or not at all. Answers how many batches; 0 when there
 * are none, or when another worker is at it.
 */
export function takeBatches(pool: Pool, options: TakeOptions): Promise<number> {
  return inTransaction(pool, async (client) => {
    if (!(await isOurs(client))) return 0;
    const { rows } = await client.query<BatchRow>({ name: 'inbox_open', text: OPEN, values: [AT_ONCE] });
    for (const row of rows) await takeOne(client, row, options);
    return rows.length;
  });
}

type BatchRow = { id: string; cluster: string; source: string; received_at: Date; body: Buffer };

// pg_locks shows classid 1919904876 ("roll"), objid 1768842872 ("inbx").
const LOCK = 'select pg_try_advisory_xact_lock(1919904876, 1768842872) as ours';

async function isOurs(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(LOCK);
  return rows[0]?.ours === true;
}

const OPEN =
  'select id, cluster, source, received_at, body from inbox.batch where done_at is null order by id limit $1';

async function takeOne(client: PoolClient, row: BatchRow, options: TakeOptions): Promise<void> {
  const { facts, tallies, setAside, live = [] } = await taken(row, options);
  const fresh = facts.length === 0 ? [] : await insertFacts(client, row, { facts, options });
  const attempts = facts.filter(({ digest }) => fresh.includes(digest)).flatMap(({ attempt }) => attempt ?? []);
  if (attempts.length > 0) await recordAttempts(client, attempts);
  const repeated = facts.length - fresh.length;
  await addTallies(
    client,
    row.cluster,
    new Map([...tallies, ...(repeated > 0 ? [['told before', repeated] as const] : [])]),
  );
  const source = { cluster: row.cluster, source: row.source, mostSilence: options.mostSilence };
  if (live.length > 0) await joinCoverage(client, source, live);
  await client.query({ name: 'inbox_done', text: DONE, values: [row.id, setAside ?? null] });
}

// One that cannot be read is set aside with the reason, and blocks no other.
async function taken(row: BatchRow, { take }: TakeOptions): Promise<TakenBatch> {
  const { cluster, source, received_at: receivedAt } = row;
  try {
    return take({ cluster, source, receivedAt, body: await inflated(row.body) });
  } catch (error) {
    const setAside = error instanceof Error ? error.message : String(error);
    return { facts: [], tallies: new Map([['batches set aside', 1]]), setAside };
  }
}

async function insertFacts(
  client: PoolClient,
  { cluster }: BatchRow,
  { facts, options }: Readonly<{ facts: readonly NewFact[]; options: TakeOptions }>,
): Promise<readonly string[]> {
  const rows = facts.map(({ namespace, name, digest, auditId, body, settled }) => ({
    ...{ namespace, name, digest, body, audit_id: auditId ?? null },
    ...{ state: settled?.state ?? 'pending', reason: settled?.reason ?? null },
  }));
  // U+0000 is what a text in Postgres cannot hold.
  const values = [cluster, options.windowMilliseconds, JSON.stringify(rows).replaceAll('\\u0000', '\\ufffd')];
  const inserted = await client.query<{ digest: string }>({ name: 'inbox_facts', text: FACTS, values });
  return inserted.rows.map(({ digest }) => digest);
}

const FACTS = `insert into inbox.fact (cluster, namespace, name, digest, audit_id, due_at, body, state, reason, settled_at)
  select $1, namespace, name, decode(digest, 'hex'), audit_id, now() + $2::bigint * interval '1 ms', body, state, reason,
    case when state = 'pending' then null else now() end
  from json_to_recordset($3::json)
    as row(namespace text, name text, digest text, audit_id text, body text, state text, reason text)
  on conflict (cluster, digest) do nothing returning encode(digest, 'hex') as digest`;

const DONE = 'update inbox.batch set done_at = now(), set_aside = $2 where id = $1';
