import type { Pool } from 'pg';

/** An event that a fold of one stream still needs: of each type, the newest counts. */
export type LatestEventRow = Readonly<{
  streamId: number;
  position: string;
  streamPosition: number;
  type: string;
  schemaVersion: number;
  payload: Readonly<Record<string, unknown>>;
  templateHash: string | null;
}>;

// Every event carries the whole new value of what it is about, so the newest of each type are the state (docs/adr/0003).
// Ordered by type too, so that the index by type alone fits: the planner else walks a stream back past all other types.
const AT_MOMENT = `
  select e.stream_id as "streamId", e.position, e.stream_position as "streamPosition", e.type,
    e.schema_version as "schemaVersion", e.payload, encode(e.template_hash, 'hex') as "templateHash"
  from unnest($2::int[]) as stream(id)
  cross join lateral (
    select id + event_count - 1 as position from log.change
    where stream_id = stream.id and occurred_at <= $1::timestamptz
    order by occurred_at desc, id desc limit 1
  ) change
  join log.event last on last.position = change.position
  cross join unnest($3::text[]) as wanted(type)
  join lateral (
    select * from log.event
    where stream_id = stream.id and (type, stream_position) <= (wanted.type, last.stream_position)
    order by type desc, stream_position desc limit 1
  ) e on e.type = wanted.type
  order by e.stream_id, e.stream_position`;

/** The newest event of each type in each stream that had occurred at a moment, oldest first. */
export async function readLatestEventsAt(
  pool: Pool,
  streams: readonly number[],
  { at, types }: Readonly<{ at: Date; types: readonly string[] }>,
): Promise<readonly LatestEventRow[]> {
  const { rows } = await pool.query<LatestEventRow>({
    name: 'latest at',
    text: AT_MOMENT,
    values: [at, streams, types],
  });
  return rows;
}
