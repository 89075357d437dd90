import type pg from 'pg';
import { type AuditIndex, type IndexBatch, type IndexedChange, stored, term, WORD } from '#libs/audit';
import { inTransaction } from '../in-transaction.js';
import { rowsText } from '../view/rows-text.js';
import { writeRuns } from './write-runs.js';
import { BLOCK_BITS, LARGE_BITS } from './blocks.js';

/** Meaning of what is indexed: raise it when the same changes are to be found by something else, and the index is made anew. */
export const AUDIT_VERSION = 4;

/** The audit index in Postgres. Whoever has the row of its checkpoint works on it; nobody waits for that row. */
export class PostgresAuditIndex implements AuditIndex {
  constructor(private readonly pool: pg.Pool) {}

  advance(read: (after: bigint) => Promise<IndexBatch | undefined>): Promise<boolean> {
    return inTransaction(this.pool, (client) => advance(client, read));
  }
}

type CheckpointRow = Readonly<{ position: string; version: number }>;

const CHECKPOINT = 'select position, version from audit.checkpoint where id = 1 for update skip locked';

async function advance(
  client: pg.PoolClient,
  read: (after: bigint) => Promise<IndexBatch | undefined>,
): Promise<boolean> {
  const { rows } = await client.query<CheckpointRow>(CHECKPOINT);
  const [checkpoint] = rows;
  // A newer Rollbook has begun it again.
  if (checkpoint === undefined || checkpoint.version > AUDIT_VERSION) return false;
  const isOld = checkpoint.version < AUDIT_VERSION;
  if (isOld)
    await client.query(
      'truncate audit.place, audit.block, audit.entry, audit.image, audit.field_change, audit.stream, audit.image_run',
    );
  const batch = await read(isOld ? 0n : BigInt(checkpoint.position));
  if (batch === undefined) return false;
  await insert(client, batch.changes);
  await writeRuns(client, batch);
  await client.query({ name: 'audit_move', text: MOVE, values: [batch.position, AUDIT_VERSION] });
  return true;
}

const MOVE = 'update audit.checkpoint set position = $1, version = $2 where id = 1';

async function insert(client: pg.PoolClient, changes: readonly IndexedChange[]): Promise<void> {
  const numbers = changes.map(({ change }) => change);
  await client.query({ name: 'audit_places', text: PLACES, values: [numbers] });
  await client.query({ name: 'audit_blocks', text: BLOCKS, values: [numbers] });
  await client.query({ name: 'audit_entries', text: ENTRIES, values: [rowsText(changes.map(entryOf))] });
  await attribute(client, changes);
  const images = [...new Set(changes.flatMap((change) => change.images))];
  if (images.length > 0) await client.query({ name: 'audit_images', text: IMAGES, values: [images] });
  const fields = changes.flatMap(fieldsOf);
  if (fields.length > 0) await client.query({ name: 'audit_fields', text: FIELDS, values: [rowsText(fields)] });
}

const PLACES = `insert into audit.place (cluster, namespace)
  select distinct s.cluster, s.namespace from log.change c join log.stream s on s.id = c.stream_id
  where c.id = any($1::bigint[])
    and not exists (select from audit.place p where p.cluster = s.cluster and p.namespace = s.namespace)`;

const BLOCKS = `insert into audit.block as b (block, earliest, latest)
  select (id >> ${BLOCK_BITS})::int, min(occurred_at), max(occurred_at) from log.change where id = any($1::bigint[]) group by 1
  on conflict (block) do update
    set earliest = least(b.earliest, excluded.earliest), latest = greatest(b.latest, excluded.latest)`;

// Where, by whom and when are what the log says.
const ENTRIES = `insert into audit.entry (change, place_id, actor_id, occurred_at, terms)
  select c.id, p.id, c.actor_id, c.occurred_at, array_to_tsvector(r.terms || array[
    '${term.window('')}' || (c.id >> ${BLOCK_BITS}), '${term.window('L')}' || (c.id >> ${LARGE_BITS}),
    '${term.cluster('')}' || s.cluster, '${term.place('')}' || p.id, '${term.actor('')}' || c.actor_id
  ])
  from json_to_recordset($1::json) as r(change bigint, terms text[])
  join log.change c on c.id = r.change
  join log.stream s on s.id = c.stream_id
  join audit.place p on p.cluster = s.cluster and p.namespace = s.namespace`;

async function attribute(client: pg.PoolClient, changes: readonly IndexedChange[]): Promise<void> {
  const told = changes.flatMap(({ change, attributes }) => attributes.map((of) => ({ of, by: String(change) })));
  if (told.length === 0) return;
  const values = [told.map(({ of }) => of), told.map(({ by }) => by)];
  await client.query({ name: 'audit_attributed', text: ATTRIBUTE, values });
}

// A change is found by who is known by now to have made it, and by their words, too, which go when they are erased.
const ATTRIBUTE = `update audit.entry e set actor_id = by.actor_id, terms = ts_delete(e.terms, '${term.actor('')}' || e.actor_id) || array_to_tsvector(array(
    select lexeme from unnest(by.terms) where starts_with(lexeme, '${term.actor('')}') or starts_with(lexeme, '${WORD}')))
  from unnest($1::bigint[], $2::bigint[]) as told(change, by) join audit.entry by on by.change = told.by
  where e.change = told.change`;

const IMAGES = 'insert into audit.image (reference) select unnest($1::text[]) on conflict do nothing';

const FIELDS = `insert into audit.field_change (stream_id, path, change, before, after)
  select * from json_to_recordset($1::json) as r(stream_id int, path text, change bigint, before json, after json) on conflict do nothing`;

function entryOf({ change, terms }: IndexedChange) {
  return { change: String(change), terms };
}

function fieldsOf({ change, streamId, fields }: IndexedChange) {
  return fields.map(({ path, before, after }) => ({
    ...{ stream_id: streamId, path: stored(path), change: String(change) },
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }));
}
