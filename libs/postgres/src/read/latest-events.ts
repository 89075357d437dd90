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

const EVENTS_UP_TO = (upTo: string): string => `
  select e.stream_id as "streamId", e.position, e.stream_position as "streamPosition", e.type,
    e.schema_version as "schemaVersion", e.payload, encode(e.template_hash, 'hex') as "templateHash"
  from (${upTo}) as last(stream_id, stream_position)
  cross join unnest($3::text[]) as wanted(type)
  cross join lateral (
    select * from log.event
    where stream_id = last.stream_id and type = wanted.type and stream_position <= last.stream_position
    order by stream_position desc limit 1
  ) e
  order by e.stream_id, e.stream_position`;

const AT_MOMENT = EVENTS_UP_TO(`
  select wanted.id, e.stream_position
  from unnest($2::int[]) as wanted(id)
  cross join lateral (
    select id, event_count from log.change where stream_id = wanted.id and occurred_at <= $1::timestamptz
    order by occurred_at desc, id desc limit 1
  ) c
  join log.event e on e.position = c.id + c.event_count - 1`);

/** The newest event of each type in each stream that had occurred at a moment, oldest first. */
export async function readLatestEventsAt(
  pool: Pool,
  streams: readonly number[],
  { at, types }: Readonly<{ at: Date; types: readonly string[] }>,
): Promise<readonly LatestEventRow[]> {
  const { rows } = await pool.query<LatestEventRow>({ name: 'latest at', text: AT_MOMENT, values: [at, streams, types] });
  return rows;
}

const AT_POSITION = EVENTS_UP_TO(`select stream_id, stream_position from log.event where stream_id = $2 and position = $1::bigint`);

/** The newest event of each type in a stream up to one of its events, that event included, oldest first. */
export async function readLatestEventsUpTo(
  pool: Pool,
  streamId: number,
  { position, types }: Readonly<{ position: string; types: readonly string[] }>,
): Promise<readonly LatestEventRow[]> {
  const { rows } = await pool.query<LatestEventRow>({
    name: 'latest up to',
    text: AT_POSITION,
    values: [position, streamId, types],
  });
  return rows;
}
