import type { Pool } from 'pg';

/** What is asked: the version of something that is as it is since a moment, as the views show it up to a position. */
export type ObjectState = Readonly<{ streamId: number; position: string; since: Date }>;

// What its own change did bears that change's position; what happened later by itself bears the newest position of the whole
// log that there was then, and the milliseconds since that was recorded, but never one at or after a change of its own that
// is not shown yet, or that came later (docs/adr/0019).
/** The version of what `wanted(stream_id, position, since)` is, and the joins that it is told by. */
export const VERSION = `case
      when own.recorded_at >= wanted.since or newest.position is null then coalesce(own.position, wanted.position) * 1000000000
      else newest.position * 1000000000
        + least(999999999, (extract(epoch from wanted.since - newest.recorded_at) * 1000)::bigint)
    end`;

export const VERSION_JOINS = `left join lateral (
    select id + event_count - 1 as position, recorded_at from log.change
    where stream_id = wanted.stream_id and occurred_at <= wanted.since and id <= wanted.position
    order by occurred_at desc, id desc limit 1
  ) own on true
  left join lateral (
    select id from log.change where stream_id = wanted.stream_id and occurred_at > wanted.since
    order by occurred_at, id limit 1
  ) later on true
  left join lateral (
    select change_id as id from log.event where stream_id = wanted.stream_id and stream_position = 1 + (
      select stream_position from log.event where position = wanted.position
    )
  ) unseen on true
  left join lateral (
    select id + event_count - 1 as position, recorded_at from log.change
    where recorded_at <= wanted.since and id < least(later.id, unseen.id, 9223372036854775807)
    order by recorded_at desc, id desc limit 1
  ) newest on true`;

const VERSIONS = `
  select ${VERSION} as version
  from unnest($1::int[], $2::bigint[], $3::timestamptz[]) with ordinality as wanted(stream_id, position, since, number)
  ${VERSION_JOINS}
  order by wanted.number`;

/** resourceVersions, in the order of what is asked. */
export async function readObjectVersions(pool: Pool, states: readonly ObjectState[]): Promise<readonly string[]> {
  if (states.length === 0) return [];
  const values = [
    states.map(({ streamId }) => streamId),
    states.map(({ position }) => position),
    states.map(({ since }) => since),
  ];
  const { rows } = await pool.query<{ version: string }>({ name: 'object versions', text: VERSIONS, values });
  return rows.map(({ version }) => version);
}
