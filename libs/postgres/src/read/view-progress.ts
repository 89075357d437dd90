import type { Pool } from 'pg';

const STREAM_POSITION = `select stream_position as "streamPosition" from log.event
  where stream_id = $1 and position <= $2 order by stream_position desc limit 1`;

/** Stream position of the last event of a stream up to a position of the log; 0 when there is none. */
export async function findStreamPosition(pool: Pool, streamId: number, position: bigint): Promise<number> {
  const values = [streamId, position];
  const { rows } = await pool.query<{ streamPosition: number }>({
    name: 'stream position',
    text: STREAM_POSITION,
    values,
  });
  return rows[0]?.streamPosition ?? 0;
}

const PROGRESS = `
  select
    (select count(*)::int from view.checkpoint where parked_reason is not null) as parked,
    (select count(*)::int from late) as behind,
    (select min(recorded_at) from late) as "behindSince",
    (select coalesce(max(position), 0) from log.event) as head
`;

// Streams whose newest event their checkpoint has not reached, parked ones aside, looked for among the newest changes:
// older ones have been swept long ago, or are parked.
const LATE = `with recent as (
    select distinct on (stream_id) stream_id, id + event_count - 1 as position, recorded_at
    from (select * from log.change order by id desc limit 10000) newest
    order by stream_id, id desc
  ), late as (
    select recent.* from recent join log.stream s on s.id = recent.stream_id and s.kind = 'Deployment'
    left join view.checkpoint c on c.stream_id = recent.stream_id
    where c.parked_reason is null and coalesce(c.position, 0) < recent.position
  )`;

/** How far the views are, over all streams. */
export type ViewProgress = Readonly<{
  /** Streams that stand still because one of their events cannot be replayed. */
  parked: number;
  /** Streams that have events the views do not show yet. */
  behind: number;
  /** When the oldest newest-change among those was recorded. */
  behindSince: Date | null;
  /** Position of the newest event. */
  head: string;
}>;

export async function readViewProgress(pool: Pool): Promise<ViewProgress> {
  const { rows } = await pool.query<ViewProgress>(`${LATE} ${PROGRESS}`);
  return rows[0] ?? { parked: 0, behind: 0, behindSince: null, head: '0' };
}

const PARKED = `select s.cluster, s.namespace, s.name, s.uid, c.stream_id as "streamId", c.parked_reason as reason,
    c.parked_at as "parkedAt", c.position
  from view.checkpoint c join log.stream s on s.id = c.stream_id
  where c.parked_reason is not null and c.stream_id > $1 order by c.stream_id limit $2`;

/** A stream whose views stand still. */
export type ParkedStreamRow = Readonly<{
  streamId: number;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  reason: string;
  parkedAt: Date | null;
  /** Last position its views show. */
  position: string;
}>;

export async function readParkedStreams(
  pool: Pool,
  { after, limit }: Readonly<{ after: number; limit: number }>,
): Promise<readonly ParkedStreamRow[]> {
  const { rows } = await pool.query<ParkedStreamRow>(PARKED, [after, limit]);
  return rows;
}
