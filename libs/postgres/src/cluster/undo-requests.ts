import type { Pool } from 'pg';

/** An undo that is to be carried out in a cluster. */
export type UndoRequestRow = Readonly<{
  /** The change that asks for it. */
  change: string;
  streamId: number;
  namespace: string;
  name: string;
  uid: string;
  recordedAt: Date;
  /** Whether an agent took it, now or before. */
  claimed: boolean;
}>;

// What is asked for long ago is answered too: an agent must not find it.
const OPEN = `
  select e.change_id as change, e.stream_id as "streamId", s.namespace, s.name, s.uid, c.recorded_at as "recordedAt",
    exists (select from watch.undo_claim k where k.change_id = e.change_id) as claimed
  from log.event e join log.stream s on s.id = e.stream_id join log.change c on c.id = e.change_id
  where e.type = 'ClusterUndoRequested' and s.cluster = $1 and s.ended_at is null
    and not exists (
      select from log.event a
      where a.stream_id = e.stream_id and a.type = 'ClusterUndoAnswered' and a.payload->>'request' = e.change_id::text
    )
  order by e.change_id`;

/** The undos that a cluster was asked for and that are not answered yet, oldest first. */
export async function openUndoRequests(pool: Pool, cluster: string): Promise<readonly UndoRequestRow[]> {
  const { rows } = await pool.query<UndoRequestRow>({ name: 'open undo requests', text: OPEN, values: [cluster] });
  return rows;
}

const CLAIM = `
  insert into watch.undo_claim (change_id, agent, until) values ($1, $2, now() + $3 * interval '1 second')
  on conflict (change_id) do update set agent = excluded.agent, until = excluded.until
    where watch.undo_claim.until < now() or watch.undo_claim.agent = excluded.agent
  returning change_id`;

/** Whether an agent is the one to carry out an undo; nobody else is for so many seconds then. Who asks again has failed before. */
export async function claimUndo(
  pool: Pool,
  { change, agent, seconds }: Readonly<{ change: string; agent: string; seconds: number }>,
): Promise<boolean> {
  const { rows } = await pool.query({ name: 'claim undo', text: CLAIM, values: [change, agent, seconds] });
  return rows.length > 0;
}
