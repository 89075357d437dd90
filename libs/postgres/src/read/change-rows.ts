import type { Pool } from 'pg';
import type { Actor, Provenance, Source } from '#libs/event-store';

/** A change as the audit list shows it. */
export type ChangeRow = Readonly<{
  /** Position of its first event. */
  change: string;
  eventCount: number;
  streamId: number;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  actor: Actor;
  source: Source;
  /** Without the session. */
  provenance: Omit<Provenance, 'session'> | null;
  session: string | null;
  cause: string | null;
  summary: string;
  idempotencyKey: string | null;
  occurredAt: Date;
  recordedAt: Date;
}>;

export const CHANGE_COLUMNS = `
  c.id as "change", c.event_count as "eventCount", c.stream_id as "streamId",
  stream.cluster, stream.namespace, stream.name, stream.uid,
  actor.body as "actor", c.source, provenance.body as "provenance", c.session, c.cause, c.summary, c.idempotency_key as "idempotencyKey",
  c.occurred_at as "occurredAt", c.recorded_at as "recordedAt"`;

/** To stand after a `log.change c`. */
export const CHANGE_TABLES = `join log.stream stream on stream.id = c.stream_id join log.actor actor on actor.id = c.actor_id
  left join log.provenance provenance on provenance.id = c.provenance_id`;

const BY_ID = `select ${CHANGE_COLUMNS} from log.change c ${CHANGE_TABLES} where c.id = any($1::bigint[])`;

/** Changes by their numbers, in no order. */
export async function readChanges(pool: Pool, changes: readonly string[]): Promise<readonly ChangeRow[]> {
  const { rows } = await pool.query<ChangeRow>({ name: 'changes', text: BY_ID, values: [changes] });
  return rows;
}

const AT_POSITION = `select ${CHANGE_COLUMNS} from log.event e join log.change c on c.id = e.change_id ${CHANGE_TABLES} where e.position = $1`;

/** The change that an event belongs to. */
export async function findChangeAt(pool: Pool, position: string): Promise<ChangeRow | undefined> {
  const { rows } = await pool.query<ChangeRow>({ name: 'change at', text: AT_POSITION, values: [position] });
  return rows[0];
}

export type EventRow = Readonly<{
  change: string;
  position: string;
  streamPosition: number;
  type: string;
  schemaVersion: number;
  payload: Readonly<Record<string, unknown>>;
  templateHash: string | null;
  leafHash: string;
}>;

// A change has at most 1000 events; without the limit, Postgres may take the range for a third of the table and read it all.
const EVENTS = `select change_id as "change", position, stream_position as "streamPosition", type,
    schema_version as "schemaVersion", payload, encode(template_hash, 'hex') as "templateHash", encode(leaf_hash, 'hex') as "leafHash"
  from unnest($1::bigint[], $2::int[]) as wanted(id, count)
  cross join lateral (
    select * from log.event where position >= wanted.id and position < wanted.id + wanted.count order by position limit 1000
  ) event
  order by position`;

/** The events of changes, by position. */
export async function readEvents(
  pool: Pool,
  changes: readonly Readonly<{ change: string; eventCount: number }>[],
): Promise<readonly EventRow[]> {
  const values = [changes.map(({ change }) => change), changes.map(({ eventCount }) => eventCount)];
  const { rows } = await pool.query<EventRow>({ name: 'events of changes', text: EVENTS, values });
  return rows;
}
