import type { Pool } from 'pg';
import type { Actor, Personal, Provenance, Source, StreamKind } from '#libs/event-store';
import { PERSONAL_COLUMNS, PERSONAL_TABLES, type PersonalColumns } from '../person/personal-columns.js';
import { personalOpener } from '../person/personal-opener.js';
import { attributionsOf } from './attributions.js';

/** A change as the audit list shows it; a tombstone stands for who was erased. */
export type ChangeRow = PlainColumns &
  Readonly<{
    actor: Actor;
    /** Without the session. */
    provenance: Omit<Provenance, 'session'> | null;
    session: string | null;
    cause: string | null;
    /** The change that told who made this one, where it was recorded without them. */
    attributedBy: string | null;
  }>;

type PlainColumns = Readonly<{
  /** Position of its first event. */
  change: string;
  eventCount: number;
  streamId: number;
  kind: StreamKind | 'Deployment';
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  source: Source;
  summary: string;
  idempotencyKey: string | null;
  occurredAt: Date;
  recordedAt: Date;
}>;

export const CHANGE_COLUMNS = `
  c.id as "change", c.event_count as "eventCount", c.stream_id as "streamId",
  stream.kind, stream.cluster, stream.namespace, stream.name, stream.uid,
  ${PERSONAL_COLUMNS}, c.source, c.summary, c.idempotency_key as "idempotencyKey",
  c.occurred_at as "occurredAt", c.recorded_at as "recordedAt"`;

/** To stand after a `log.change c`. */
export const CHANGE_TABLES = `join log.stream stream on stream.id = c.stream_id ${PERSONAL_TABLES}`;

/** A change as CHANGE_COLUMNS answer it. */
export type SealedChangeRow = PlainColumns & PersonalColumns;

/** Rows with more columns, perhaps, opened as far as they can be read; who made them is who is known to have by now. */
export async function openChangeRows<Row extends SealedChangeRow>(
  pool: Pool,
  rows: readonly Row[],
): Promise<readonly (Omit<Row, keyof PersonalColumns> & ChangeRow)[]> {
  const attributions = await attributionsOf(pool, rows);
  const told = await readChanges(pool, [...attributions.values()]);
  const opener = personalOpener(pool);
  return rows.map((row) => {
    const attributedBy = attributions.get(row.change) ?? null;
    const own = shownOf(opener.open(row));
    const author = told.find(({ change }) => change === attributedBy);
    if (author === undefined) return { ...row, ...own, attributedBy };
    const { actor, provenance, session, cause } = author;
    return { ...row, actor, provenance, session, cause: cause ?? own.cause, attributedBy };
  });
}

function shownOf(personal: Personal): Pick<ChangeRow, 'actor' | 'provenance' | 'session' | 'cause'> {
  const { session = null, ...origin } = personal.provenance;
  const provenance = Object.keys(origin).length === 0 ? null : origin;
  return { actor: personal.actor, provenance, session, cause: personal.cause ?? null };
}

const BY_ID = `select ${CHANGE_COLUMNS} from log.change c ${CHANGE_TABLES} where c.id = any($1::bigint[])`;

/** Changes by their numbers, in no order. */
export async function readChanges(pool: Pool, changes: readonly string[]): Promise<readonly ChangeRow[]> {
  if (changes.length === 0) return [];
  const { rows } = await pool.query<SealedChangeRow>({ name: 'changes', text: BY_ID, values: [changes] });
  return openChangeRows(pool, rows);
}

const AT_POSITION = `select ${CHANGE_COLUMNS} from log.event e join log.change c on c.id = e.change_id ${CHANGE_TABLES} where e.position = $1`;

/** The change that an event belongs to. */
export async function findChangeAt(pool: Pool, position: string): Promise<ChangeRow | undefined> {
  const { rows } = await pool.query<SealedChangeRow>({ name: 'change at', text: AT_POSITION, values: [position] });
  return (await openChangeRows(pool, rows))[0];
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
