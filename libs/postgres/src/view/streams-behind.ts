import type pg from 'pg';
import type { ViewSchema } from './view-store.js';

/** A stream whose views lack events: `first` is the position of the first of them. */
export type StreamBehind = Readonly<{ streamId: number; first: bigint }>;

// Two index probes a stream, whatever the length of its history. Plain objects have no views.
const allBehind = (schema: ViewSchema) => `
  select s.id as "streamId", next.position as first
  from log.stream s
  left join ${schema}.checkpoint c on c.stream_id = s.id
  join log.event next on next.stream_id = s.id and next.stream_position = coalesce(c.stream_position, 0) + 1
  where s.id > $1 and s.kind = 'Deployment' and c.parked_reason is null
  order by s.id limit $2`;

/** Streams after `after` (a stream's id, 0 for all) whose views lack events, parked ones aside, in the order of their ids. */
export async function streamsBehind(
  pool: pg.Pool,
  { after, limit, schema = 'view' }: Readonly<{ after: number; limit: number; schema?: ViewSchema }>,
): Promise<readonly StreamBehind[]> {
  const { rows } = await pool.query<Row>(allBehind(schema), [after, limit]);
  return rows.map(({ streamId, first }) => ({ streamId, first: BigInt(first) }));
}

type Row = Readonly<{ streamId: number; first: string }>;

// Reads the part of the log after a position, and no more.
const BEHIND_SINCE = `
  select e.stream_id as "streamId", min(e.position) as first
  from log.event e
  join log.stream s on s.id = e.stream_id and s.kind = 'Deployment'
  left join view.checkpoint c on c.stream_id = e.stream_id
  where e.position > $1 and e.position > coalesce(c.position, 0) and c.parked_reason is null
  group by e.stream_id order by first limit $2`;

/** The same among the streams with events after a position, those that lack the oldest event first. */
export async function streamsBehindSince(
  pool: pg.Pool,
  position: bigint,
  limit: number,
): Promise<readonly StreamBehind[]> {
  const { rows } = await pool.query<Row>({ name: 'behind_since', text: BEHIND_SINCE, values: [position, limit] });
  return rows.map(({ streamId, first }) => ({ streamId, first: BigInt(first) }));
}

/** Every version of the fold that made stored views: one, unless somebody mixed them. */
export async function storedViewVersions(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ version: number }>(
    'select distinct version from view.checkpoint order by version',
  );
  return rows.map(({ version }) => version);
}
