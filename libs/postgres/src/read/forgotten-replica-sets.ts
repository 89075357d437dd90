import type { Pool } from 'pg';
import { type ControlledReplicaSetRow, REPLICA_SET_COLUMNS } from './controlled-rows.js';

// A number may have been given twice: the newest counts, and only if nobody bears it any more.
const FORGOTTEN = `select ${REPLICA_SET_COLUMNS}
  from unnest($2::int[]) as wanted(id)
  cross join lateral (
    select * from (
      select distinct on (number) number, replica_set,
        forgotten_at <= $1 and (superseded_at is null or superseded_at > $1) as is_forgotten
      from view.revision where stream_id = wanted.id and created_at <= $1 order by number desc, created_at desc
    ) newest where is_forgotten order by number desc limit $3
  ) forgotten
  cross join lateral (
    select * from view.replica_set_span
    where stream_id = wanted.id and name = forgotten.replica_set and replica_set_span.revision = forgotten.number and valid_from <= $1
    order by valid_from desc limit 1
  ) r`;

/**
 * ReplicaSets that clean-up has removed, as they last were when they bore a revision that nothing bears any more: the newest
 * `limit` of each stream.
 */
export async function readForgottenReplicaSets(
  pool: Pool,
  streams: readonly number[],
  { at, limit }: Readonly<{ at: Date; limit: number }>,
): Promise<readonly ControlledReplicaSetRow[]> {
  const values = [at, streams, limit];
  const { rows } = await pool.query<ControlledReplicaSetRow>({
    name: 'forgotten replica sets',
    text: FORGOTTEN,
    values,
  });
  return rows;
}
