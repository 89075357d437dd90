import type { Pool } from 'pg';

export type ControllerEventRow = Readonly<{
  streamId: number;
  /** Order within the stream, from 1. */
  number: number;
  at: Date;
  type: string;
  reason: string;
  message: string;
  object: string;
  source: string;
}>;

const PAGES = `select e.stream_id as "streamId", e.number, e.at, e.type, e.reason, e.message, e.object, e.source
  from unnest($2::int[]) as wanted(id)
  cross join lateral (
    select * from view.controller_event
    where stream_id = wanted.id and at <= $1 and number > $3::bigint and is_new
    order by number limit $4
  ) e
  order by e.stream_id, e.number`;

/** The first `limit` events of each stream after the number `after`, as they were made, oldest first. */
export async function readControllerEvents(
  pool: Pool,
  streams: readonly number[],
  { at, after, limit }: Readonly<{ at: Date; after?: number; limit: number }>,
): Promise<readonly ControllerEventRow[]> {
  const values = [at, streams, after ?? 0, limit];
  const { rows } = await pool.query<ControllerEventRow>({ name: 'controller events', text: PAGES, values });
  return rows;
}
