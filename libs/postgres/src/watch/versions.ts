import type { Pool } from 'pg';

/** A stream at a moment. */
export type StreamMoment = Readonly<{ streamId: number; at: Date }>;

/** What a resourceVersion is made of: a position of the log, and when its change was recorded. */
export type VersionRow = StreamMoment & Readonly<{ position: string; recordedAt: Date }>;

// What its own change did bears that change's position, until it was recorded; what happened later by itself bears the newest
// position of the whole log there was then, but never that of a later change of its own.
const VERSIONS = `
  select wanted.stream_id as "streamId", wanted.at,
    case when own.recorded_at >= wanted.at then own.position else coalesce(newest.position, own.position, 0) end as position,
    case when own.recorded_at >= wanted.at then own.recorded_at else coalesce(newest.recorded_at, own.recorded_at, wanted.at) end
      as "recordedAt"
  from unnest($1::int[], $2::timestamptz[]) as wanted(stream_id, at)
  left join lateral (
    select id + event_count - 1 as position, recorded_at from log.change
    where stream_id = wanted.stream_id and occurred_at <= wanted.at order by occurred_at desc, id desc limit 1
  ) own on true
  left join lateral (
    select id from log.change
    where stream_id = wanted.stream_id and occurred_at > wanted.at order by occurred_at, id limit 1
  ) following on true
  left join lateral (
    select id + event_count - 1 as position, recorded_at from log.change
    where recorded_at <= wanted.at and (following.id is null or id < following.id)
    order by recorded_at desc, id desc limit 1
  ) newest on true`;

/** The versions of what is true of streams since moments, in no order. */
export async function readVersions(pool: Pool, moments: readonly StreamMoment[]): Promise<readonly VersionRow[]> {
  const { rows } = await pool.query<VersionRow>({
    name: 'watch_versions',
    text: VERSIONS,
    values: [moments.map(({ streamId }) => streamId), moments.map(({ at }) => at)],
  });
  return rows;
}
