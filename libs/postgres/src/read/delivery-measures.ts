import type { Pool } from 'pg';
import type { Area, Scope } from '#libs/access';
import { placeCondition } from '../access/place-condition.js';

export type DeliveryFilter = Readonly<{
  /** Rollouts that began at this moment or later, and before that one. */
  since: Date;
  until: Date;
  cluster?: string;
  namespace?: string;
  areas?: readonly Area[];
  scope?: Scope;
}>;

/** How rollouts went; seconds are null where there is nothing to measure. */
export type DeliveryMeasuresRow = Readonly<{
  rollouts: number;
  /** Of them. */
  completed: number;
  failed: number;
  undone: number;
  failedOrUndone: number;
  running: number;
  medianSeconds: number | null;
  p95Seconds: number | null;
  /** Failed or undone ones after which another went through. */
  restored: number;
  medianSecondsToRestore: number | null;
  p95SecondsToRestore: number | null;
}>;

const COLUMNS = 'stream_id, to_revision, started_at, ended_at, outcome';

// $1 since, $2 until, $3 now: what had not ended by now is running. After the range, the next rollout says whether the last one of the
// range was undone, and the next that went through when it was restored. Where `exists` asked for the revision, Postgres would
// read all of them; what follows is looked at newest first, since Postgres adds to a window in steps and takes away by beginning anew.
const measures = (places: string): string => `
  with own as (select stream_id from view.deployment d where ${places}),
  run as (
    select r.*, true as counted from own cross join lateral (
      select ${COLUMNS} from view.rollout
      where stream_id = own.stream_id and started_at >= $1::timestamptz and started_at < least($2::timestamptz, $3::timestamptz)
    ) r
    union all
    select r.*, false from own cross join lateral (
      (select ${COLUMNS} from view.rollout where stream_id = own.stream_id and started_at >= $2 and started_at < $3
        order by started_at, to_revision limit 1)
      union
      (select ${COLUMNS} from view.rollout where stream_id = own.stream_id and started_at >= $2 and outcome = 'Complete' and ended_at <= $3
        order by started_at, to_revision limit 1)
    ) r
  ),
  seen as (
    select counted, stream_id, to_revision, started_at, ended_at,
      case when ended_at <= $3 then outcome end as result,
      (
        select true from view.revision v
        where v.stream_id = run.stream_id and v.number = run.to_revision and v.restored_from is not null limit 1
      ) as restores
    from run
  ),
  followed as (
    select *, result = 'ProgressDeadlineExceeded' as failed,
      coalesce(lead(restores) over own_order, false) as undone,
      min(ended_at) filter (where result = 'Complete') over (newest_first rows between unbounded preceding and 1 preceding) as good_at
    from seen
    window own_order as (partition by stream_id order by started_at, to_revision),
      newest_first as (partition by stream_id order by started_at desc, to_revision desc)
  ),
  counted as (
    select result, coalesce(failed, false) as failed, undone, coalesce(failed, false) or undone as bad,
      extract(epoch from ended_at - started_at)::float8 as seconds,
      extract(epoch from good_at - started_at)::float8 as restore
    from followed where counted
  )
  select count(*)::int as rollouts,
    count(*) filter (where result = 'Complete')::int as completed,
    count(*) filter (where failed)::int as failed,
    count(*) filter (where undone)::int as undone,
    count(*) filter (where bad)::int as "failedOrUndone",
    count(*) filter (where result is null)::int as running,
    percentile_cont(0.5) within group (order by seconds) filter (where result = 'Complete') as "medianSeconds",
    percentile_cont(0.95) within group (order by seconds) filter (where result = 'Complete') as "p95Seconds",
    count(restore) filter (where bad)::int as restored,
    percentile_cont(0.5) within group (order by restore) filter (where bad) as "medianSecondsToRestore",
    percentile_cont(0.95) within group (order by restore) filter (where bad) as "p95SecondsToRestore"
  from counted`;

/** How the rollouts went that began in a time, as it is known now. */
export async function readDeliveryMeasures(
  pool: Pool,
  { since, until, cluster, namespace, areas, scope = 'all' }: DeliveryFilter,
  now: Date,
): Promise<DeliveryMeasuresRow> {
  const values: unknown[] = [since, until, now];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const places = [
    placeCondition('d', scope, bind),
    placeCondition('d', areas ?? 'all', bind),
    ...(cluster === undefined ? [] : [`d.cluster = ${bind(cluster)}`]),
    ...(namespace === undefined ? [] : [`d.namespace = ${bind(namespace)}`]),
  ];
  const { rows } = await pool.query<DeliveryMeasuresRow>({ text: measures(places.join(' and ')), values });
  if (rows[0] === undefined) throw new Error('an aggregate answered no row');
  return rows[0];
}
