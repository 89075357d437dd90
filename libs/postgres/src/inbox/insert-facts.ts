import type { PoolClient } from 'pg';
import { type Attempt, recordAttempts } from '../access/postgres-attempts.js';
import { storableText } from '../storable-text.js';

/** A fact as it waits: `body` is JSON. */
export type NewFact = Readonly<{
  namespace: string;
  name: string;
  /** SHA-256 in hex. */
  digest: string;
  /** Of the event; where one event tells several facts, the first has it. */
  auditId?: string;
  /** The object's version after it, digits. */
  version?: string;
  body: string;
  /** Set where it is settled as it comes: it failed in the cluster, or tells too little. */
  settled?: Readonly<{ state: 'recorded' | 'set aside'; reason: string }>;
  /** What is kept apart from the changes, once. */
  attempt?: Attempt;
}>;

export type ClusterFact = NewFact & Readonly<{ cluster: string }>;

/** Keeps facts, and their attempts, that were not told before; answers them. */
export async function insertFacts(
  client: PoolClient,
  facts: readonly ClusterFact[],
  windowMilliseconds: number,
): Promise<readonly ClusterFact[]> {
  const told = new Map(facts.map((fact) => [keyOf(fact), fact]));
  if (told.size === 0) return [];
  const known = await client.query<Kept>({
    name: 'inbox_known',
    text: KNOWN,
    values: [...columns([...told.values()])],
  });
  for (const row of known.rows) told.delete(keyOf(row));
  const fresh = [...told.values()];
  if (fresh.length === 0) return [];
  const values = [windowMilliseconds, factRows(fresh)];
  await client.query({ name: 'inbox_facts', text: INSERT_FACTS, values });
  const attempts = fresh.flatMap(({ attempt }) => attempt ?? []);
  if (attempts.length > 0) await recordAttempts(client, attempts);
  return fresh;
}

type Kept = Readonly<{ cluster: string; digest: string }>;

function keyOf({ cluster, digest }: Kept): string {
  return `${digest} ${cluster}`;
}

function columns(facts: readonly Kept[]): readonly (readonly string[])[] {
  return [facts.map(({ cluster }) => cluster), facts.map(({ digest }) => digest)];
}

const KNOWN = `select f.cluster, encode(f.digest, 'hex') as digest
  from unnest($1::text[], $2::text[]) as told(cluster, digest)
  join inbox.fact f on f.cluster = told.cluster and f.digest = decode(told.digest, 'hex')`;

/** Facts as INSERT_FACTS takes them. */
export function factRows(facts: readonly ClusterFact[]): string {
  return JSON.stringify(facts.map(rowOf));
}

function rowOf({ cluster, namespace, name, digest, auditId, version, body, settled }: ClusterFact): object {
  return {
    ...{ cluster, digest, body, version: version ?? null },
    ...{ namespace: storableText(namespace), name: storableText(name) },
    ...{ audit_id: auditId === undefined ? null : storableText(auditId) },
    ...{ state: settled?.state ?? 'pending', reason: settled === undefined ? null : storableText(settled.reason) },
  };
}

/** How long they wait at least, in milliseconds, and the facts. One worker takes batches in at a time: what it has not found is not there. */
export const INSERT_FACTS = `insert into inbox.fact (cluster, namespace, name, digest, audit_id, version, due_at, body, state, reason, settled_at)
  select cluster, namespace, name, decode(digest, 'hex'), audit_id, version, now() + $1::bigint * interval '1 ms', body, state, reason,
    case when state = 'pending' then null else now() end
  from json_to_recordset($2::json) as row(cluster text, namespace text, name text, digest text, audit_id text, version numeric,
    body text, state text, reason text)`;

/** Audit ids, of those, that other events bear too. A client may choose them: to hide a change behind one it would take more. */
export async function reusedAuditIds(
  client: PoolClient,
  facts: readonly ClusterFact[],
): Promise<readonly ReusedAuditId[]> {
  const named = facts.flatMap(({ cluster, auditId }) =>
    auditId === undefined ? [] : [{ cluster, auditId: storableText(auditId) }],
  );
  if (named.length === 0) return [];
  const values = [named.map(({ cluster }) => cluster), named.map(({ auditId }) => auditId)];
  const { rows } = await client.query<ReusedAuditId>({ name: 'inbox_reused', text: REUSED, values });
  return rows;
}

export type ReusedAuditId = Readonly<{ cluster: string; auditId: string }>;

const REUSED = `select told.cluster, told.audit_id as "auditId"
  from (select distinct * from unnest($1::text[], $2::text[]) as row(cluster, audit_id)) told
  where (select count(*) from (
    select from inbox.fact f where f.cluster = told.cluster and f.audit_id = told.audit_id limit 2) same) > 1`;
