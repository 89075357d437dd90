import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../in-transaction.js';
import { storableJson, storableText } from '../storable-text.js';
import { addTallies } from './tallies.js';

/** A fact that is open, or may be again: `isDue` says that no older one is waited for any more. */
export type OpenFact = Readonly<{
  id: string;
  cluster: string;
  namespace: string;
  name: string;
  /** JSON. */
  body: string;
  isDue: boolean;
  /** It was settled: it changed nothing of what was known then. With an older one told since, it may. */
  changedNothing: boolean;
}>;

/** What became of a fact. */
export type SettledFact = Readonly<{
  id: string;
  cluster: string;
  state: 'recorded' | 'nothing' | 'waiting' | 'set aside';
  reason?: string;
}>;

/** Objects whose facts are settled at once, and facts of them. */
const MOST_OBJECTS = 200;
const MOST_FACTS = 10_000;

/**
 * Settles the open facts of objects of which one is due. What `settle` does may be done again after a fault in between: it must be
 * the same twice. Answers how many objects; 0 when nothing is due, or when another worker is at it.
 */
export function settleFacts(
  pool: Pool,
  settle: (objects: readonly (readonly OpenFact[])[]) => Promise<readonly SettledFact[]>,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ ours: boolean }>(LOCK);
    if (locks[0]?.ours !== true) return 0;
    const { rows } = await client.query<OpenFact>({ name: 'inbox_due', text: DUE, values: [MOST_OBJECTS, MOST_FACTS] });
    const objects = byObject(rows);
    if (objects.length > 0) await keep(client, await settle(objects));
    return objects.length;
  });
}

// pg_locks shows classid 1919904876 ("roll"), objid 1717658484 ("fact").
const LOCK = 'select pg_try_advisory_xact_lock(1919904876, 1717658484) as ours';

// What has no name is about whatever lives then: it comes last. What changed nothing is of use where an older write is told now.
const DUE = `
  with due as (
    select cluster, namespace, name from inbox.fact where state = 'pending' and due_at <= now()
    group by cluster, namespace, name order by name = '' limit $1
  ), open as (
    select f.* from due join inbox.fact f using (cluster, namespace, name) where f.state in ('pending', 'waiting')
    order by f.state, f.id limit $2
  ), oldest as (select cluster, namespace, name, min(version) as version from open group by cluster, namespace, name)
  select id, cluster, namespace, name, body, due_at <= now() as "isDue", state = 'nothing' as "changedNothing" from (
    select * from open
    union all
    select f.* from oldest o join inbox.fact f using (cluster, namespace, name)
    where f.state = 'nothing' and f.reason = 'it changed nothing' and f.version > o.version
  ) told order by id`;

function byObject(facts: readonly OpenFact[]): readonly (readonly OpenFact[])[] {
  const objects = new Map<string, OpenFact[]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.cluster, fact.namespace, fact.name]);
    objects.set(key, [...(objects.get(key) ?? []), fact]);
  }
  return [...objects.values()];
}

async function keep(client: PoolClient, settled: readonly SettledFact[]): Promise<void> {
  await client.query({ name: 'inbox_settle', text: SETTLE, values: [storableJson(settled)] });
  const done = settled.filter(({ state }) => state !== 'waiting');
  await addTallies(
    client,
    done.map(({ cluster, state, reason }) => {
      const outcome = state === 'nothing' ? `nothing: ${reason ?? ''}` : state;
      return { cluster, outcome: storableText(outcome), count: 1 };
    }),
  );
}

const SETTLE = `update inbox.fact f set state = s.state, reason = s.reason,
    settled_at = case when s.state = 'waiting' then null else now() end
  from json_to_recordset($1::json) as s(id bigint, state text, reason text) where f.id = s.id`;
