import type { Pool } from 'pg';
import type { LatestEventRow } from '../read/latest-events.js';
import type { StreamMoment } from './versions.js';

export type LatestEventAt = LatestEventRow & Readonly<{ at: Date; occurredAt: Date }>;

// As in `readLatestEventsAt`, but each stream at moments of its own.
const AT_MOMENTS = `
  select wanted.stream_id as "streamId", wanted.at, change.occurred_at as "occurredAt", e.position,
    e.stream_position as "streamPosition", e.type, e.schema_version as "schemaVersion", e.payload,
    encode(e.template_hash, 'hex') as "templateHash"
  from unnest($1::int[], $2::timestamptz[]) as wanted(stream_id, at)
  cross join lateral (
    select id + event_count - 1 as position, occurred_at from log.change
    where stream_id = wanted.stream_id and occurred_at <= wanted.at
    order by occurred_at desc, id desc limit 1
  ) change
  join log.event last on last.position = change.position
  cross join unnest($3::text[]) as kind(type)
  join lateral (
    select * from log.event
    where stream_id = wanted.stream_id and (type, stream_position) <= (kind.type, last.stream_position)
    order by type desc, stream_position desc limit 1
  ) e on e.type = kind.type
  order by wanted.stream_id, wanted.at, e.stream_position`;

/** The newest event of each type that had occurred in streams at moments, oldest first. */
export async function readLatestEventsOf(
  pool: Pool,
  moments: readonly StreamMoment[],
  types: readonly string[],
): Promise<readonly LatestEventAt[]> {
  const { rows } = await pool.query<LatestEventAt>({
    name: 'watch_latest',
    text: AT_MOMENTS,
    values: [moments.map(({ streamId }) => streamId), moments.map(({ at }) => at), types],
  });
  return rows;
}
