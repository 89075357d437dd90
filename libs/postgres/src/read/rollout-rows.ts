import type { Pool } from 'pg';

export type RolloutStepRow = Readonly<{
  at: string;
  replicaSet: string;
  from: number;
  to: number;
  rule: string;
  message: string;
}>;

/** A rollout as it had gone until a moment. */
export type RolloutRow = Readonly<{
  streamId: number;
  change: string;
  fromRevision: number | null;
  toRevision: number;
  startedAt: Date;
  endedAt: Date | null;
  outcome: string | null;
  lowestAvailable: number;
  mostPods: number;
  /** What its pods were seen to wait for. */
  reason: string | null;
  message: string | null;
  /** Oldest first. */
  steps: readonly RolloutStepRow[];
}>;

// $1 is the moment. The stored minimum and maximum are those of the whole run: while it runs they would tell the
// future, and are taken from the spans up to the moment.
const ROLLOUT_COLUMNS = `
  r.stream_id as "streamId", r.change, r.from_revision as "fromRevision", r.to_revision as "toRevision",
  r.started_at as "startedAt",
  case when r.ended_at <= $1 then r.ended_at end as "endedAt",
  case when r.ended_at <= $1 then r.outcome end as outcome,
  case when r.ended_at <= $1 then r.lowest_available else coalesce(running.lowest, 0) end as "lowestAvailable",
  case when r.ended_at <= $1 then r.most_pods else coalesce(running.most, 0) end as "mostPods",
  case when r.hindered_since <= $1 then r.reason end as reason,
  case when r.hindered_since <= $1 then r.message end as message, r.steps`;

const RUNNING = `left join lateral (
    select min(coalesce((s.status ->> 'availableReplicas')::int, 0)) as lowest,
      max(coalesce((s.status ->> 'replicas')::int, 0) + coalesce((s.status ->> 'terminatingReplicas')::int, 0)) as most
    from view.deployment_span s
    where s.stream_id = r.stream_id and s.valid_from <= $1 and s.valid_to > r.started_at
  ) running on r.ended_at is null or r.ended_at > $1`;

const PAGES = `select ${ROLLOUT_COLUMNS}
  from unnest($2::int[]) as wanted(id)
  cross join lateral (
    select * from view.rollout
    where stream_id = wanted.id and started_at <= $1 and (started_at, to_revision) < ($3::timestamptz, $4::bigint)
    order by started_at desc, to_revision desc limit $5
  ) r ${RUNNING}
  order by r.stream_id, r.started_at desc, r.to_revision desc`;

/** Where a rollout stands among those of its stream. */
export type RolloutCursor = readonly [startedAt: Date, toRevision: number];

/** The first `limit` rollouts of each stream older than `after`, newest first. */
export async function readRollouts(
  pool: Pool,
  streams: readonly number[],
  { at, after, limit }: Readonly<{ at: Date; after?: RolloutCursor; limit: number }>,
): Promise<readonly RolloutRow[]> {
  const values = [at, streams, ...(after ?? ['infinity', 0]), limit];
  const { rows } = await pool.query<RolloutRow>({ name: 'rollouts', text: PAGES, values });
  return rows.map((row) => withoutFuture(row, at));
}

const BY_CHANGE = `select ${ROLLOUT_COLUMNS} from view.rollout r ${RUNNING}
  where r.stream_id = $2 and r.to_revision = $3 and r.change = $4 and r.started_at <= $1`;

/** The rollout to a revision that a change started. */
export async function findRollout(
  pool: Pool,
  { streamId, toRevision, change }: Readonly<{ streamId: number; toRevision: number; change: string }>,
  at: Date,
): Promise<RolloutRow | undefined> {
  const values = [at, streamId, toRevision, change];
  const { rows } = await pool.query<RolloutRow>({ name: 'rollout', text: BY_CHANGE, values });
  return rows[0] && withoutFuture(rows[0], at);
}

const NEWEST = `select ${ROLLOUT_COLUMNS} from view.rollout r ${RUNNING}
  where r.stream_id = $2 and r.started_at <= $1 order by r.started_at desc, r.to_revision desc limit 1`;

/** The rollout of a stream that started last. */
export async function findNewestRollout(pool: Pool, streamId: number, at: Date): Promise<RolloutRow | undefined> {
  const { rows } = await pool.query<RolloutRow>({ name: 'newest rollout', text: NEWEST, values: [at, streamId] });
  return rows[0] && withoutFuture(rows[0], at);
}

const COMPLETED = `select ${ROLLOUT_COLUMNS} from view.rollout r ${RUNNING}
  where r.stream_id = $2 and r.ended_at <= $1 and r.outcome = 'Complete'
    and r.started_at < (select max(started_at) from view.rollout where stream_id = $2 and started_at <= $1)
  order by r.started_at desc, r.to_revision desc limit 1`;

/** The last rollout before the newest one that went through. */
export async function findLastCompletedRollout(
  pool: Pool,
  streamId: number,
  at: Date,
): Promise<RolloutRow | undefined> {
  const { rows } = await pool.query<RolloutRow>({ name: 'completed rollout', text: COMPLETED, values: [at, streamId] });
  return rows[0] && withoutFuture(rows[0], at);
}

function withoutFuture(row: RolloutRow, at: Date): RolloutRow {
  return { ...row, steps: row.steps.filter((step) => Date.parse(step.at) <= at.getTime()) };
}
