import type { Payload, RecordedChange, RecordedEvent, Source, StreamKind } from '#libs/event-store';
import { PERSONAL_COLUMNS, PERSONAL_TABLES, type PersonalColumns } from '../person/personal-columns.js';
import type { PersonalOpener } from '../person/personal-opener.js';
import { streamOf } from './stream-rows.js';

/** One event with its change, as the log's queries answer it. */
export type RecordedRow = EventColumns &
  PersonalColumns &
  Readonly<{
    change: string;
    source: Source;
    summary: string;
    occurred_at: string;
    recorded_at: string;
    stream_id: number;
    kind: StreamKind | 'Deployment';
    cluster: string;
    namespace: string;
    name: string;
    uid: string;
    opened_at: string;
    ended_at: string | null;
  }>;

export type EventColumns = Readonly<{
  position: string;
  stream_position: number;
  type: string;
  schema_version: number;
  payload: Payload;
  template_hash: string | null;
  leaf_hash: string;
}>;

export const EVENT_COLUMNS = `e.position, e.stream_position, e.type, e.schema_version, e.payload,
  encode(e.template_hash, 'hex') as template_hash, encode(e.leaf_hash, 'hex') as leaf_hash`;

/**
 * To be put around a query of changes named `c`. Its events (at most 1000, see `refuseUnstorable`) are found by position:
 * without the limit, Postgres may take the range for a third of the table and read all of it.
 */
export const RECORDED = `
  c.id as change, c.source, c.summary, ${PERSONAL_COLUMNS},
  (extract(epoch from c.occurred_at) * 1000)::bigint as occurred_at,
  (extract(epoch from c.recorded_at) * 1000)::bigint as recorded_at,
  c.stream_id, s.kind, s.cluster, s.namespace, s.name, s.uid, s.opened_at, s.ended_at, ${EVENT_COLUMNS}`;
export const JOINED = `
  join log.stream s on s.id = c.stream_id
  ${PERSONAL_TABLES}
  cross join lateral (
    select * from log.event where position >= c.id and position < c.id + c.event_count order by position limit 1000
  ) e
  order by e.position`;

/** Rows in position order, as changes. */
export function changesOf(
  rows: readonly RecordedRow[],
  { templates, opener }: Readonly<{ templates: ReadonlyMap<string, Payload>; opener: PersonalOpener }>,
): readonly RecordedChange[] {
  const changes = new Map<string, RecordedRow[]>();
  for (const row of rows) {
    const own = changes.get(row.change);
    if (own) own.push(row);
    else changes.set(row.change, [row]);
  }
  return [...changes.values()].map((own) => ({ ...changeOf(own, templates), ...opener.open(firstOf(own)) }));
}

function changeOf(rows: readonly RecordedRow[], templates: ReadonlyMap<string, Payload>) {
  const row = firstOf(rows);
  return {
    change: BigInt(row.change),
    stream: streamOf({ ...row, id: row.stream_id }),
    source: row.source,
    summary: row.summary,
    occurredAt: Number(row.occurred_at),
    recordedAt: Number(row.recorded_at),
    events: rows.map((event) => eventOf(event, templates)),
  };
}

function firstOf(rows: readonly RecordedRow[]): RecordedRow {
  const [row] = rows;
  if (row === undefined) throw new Error('a change has no event');
  return row;
}

export function eventOf(row: EventColumns, templates: ReadonlyMap<string, Payload>): RecordedEvent {
  const template = row.template_hash === null ? undefined : templates.get(row.template_hash);
  return {
    type: row.type,
    schemaVersion: row.schema_version,
    payload: row.payload,
    ...(template && { template }),
    position: BigInt(row.position),
    streamPosition: row.stream_position,
    leafHash: row.leaf_hash,
    ...(row.template_hash !== null && { templateHash: row.template_hash }),
  };
}
