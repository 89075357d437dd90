import type { Pool } from 'pg';
import { endingSince, objectMoments } from './object-moments.js';

/** How far the views of a stream have come. */
export type ViewPlace = Readonly<{ streamId: number; streamPosition: number; parked: boolean }>;

// Objects that have no views are shown as the log has them.
const PLACES = `
  select s.id as "streamId", case when s.kind = 'Deployment' then coalesce(c.stream_position, 0) else 2147483647 end as "streamPosition",
    c.parked_reason is not null as parked
  from log.stream s left join view.checkpoint c on c.stream_id = s.id
  where s.id = any($1::int[])`;

export async function readPlaces(pool: Pool, streams: readonly number[]): Promise<readonly ViewPlace[]> {
  const { rows } = await pool.query<ViewPlace>({ name: 'watch_places', text: PLACES, values: [streams] });
  return rows;
}

export type WatchedPlace = Readonly<{ cluster: string; namespace?: string }>;
export type StreamPlaceRow = Readonly<{ streamId: number; cluster: string; namespace: string; name: string }>;

const UNSETTLED = `
  select stream_id as "streamId", cluster, namespace, name from view.deployment
  where cluster = $1 and quiet_at > $2 and ($3::text is null or namespace = $3)`;

/** The Deployments of which something happens after a moment, though nobody changes anything. */
export async function readUnsettledStreams(
  pool: Pool,
  { cluster, namespace }: WatchedPlace,
  after: Date,
): Promise<readonly StreamPlaceRow[]> {
  const { rows } = await pool.query<StreamPlaceRow>({
    name: 'watch_unsettled',
    text: UNSETTLED,
    values: [cluster, after, namespace ?? null],
  });
  return rows;
}

const UNSETTLED_OBJECTS = `
  select s.id as "streamId", s.cluster, s.namespace, s.name from log.stream s
  where s.cluster = $1 and ($3::text is null or s.namespace = $3) and s.kind = $4
    and (s.ended_at is null and s.opened_at > ${endingSince('$2')} or s.ended_at > ${endingSince('$2')})
    and exists (select from (${objectMoments('s.id')}) moments where moment > $2)`;

/** The objects of a kind that are kept as they are written, of which something happens after a moment, though nobody writes them. */
export async function readUnsettledObjects(
  pool: Pool,
  { cluster, namespace, kind }: WatchedPlace & Readonly<{ kind: string }>,
  after: Date,
): Promise<readonly StreamPlaceRow[]> {
  const { rows } = await pool.query<StreamPlaceRow>({
    name: 'watch_unsettled_objects',
    text: UNSETTLED_OBJECTS,
    values: [cluster, after, namespace ?? null, kind],
  });
  return rows;
}

// The range finds what is still open at the moment without a look at the history before it.
const nextOf = (table: string) => `
    select min(case when valid_from > $2 then valid_from else valid_to end) as moment from view.${table}
    where stream_id = wanted.id and tstzrange(valid_from, valid_to) && tstzrange($2::timestamptz, null) and valid_to > $2`;

const NEXT = `
  select wanted.id as "streamId", min(next.moment) as moment
  from unnest($1::int[]) as wanted(id)
  cross join lateral (
    ${['deployment_span', 'replica_set_span', 'pod_span'].map(nextOf).join('\n    union all')}
    union all
    select min(at) from view.controller_event where stream_id = wanted.id and at > $2
    union all
    select min(moment) from (${objectMoments('wanted.id')}) own where moment > $2
  ) next
  where next.moment < 'infinity'
  group by wanted.id`;

/** When something happens next after a moment, of each of the streams of which something does. */
export async function readNextMoments(
  pool: Pool,
  streams: readonly number[],
  after: Date,
): Promise<ReadonlyMap<number, Date>> {
  const { rows } = await pool.query<{ streamId: number; moment: Date }>({
    name: 'watch_next',
    text: NEXT,
    values: [streams, after],
  });
  return new Map(rows.map(({ streamId, moment }) => [streamId, moment]));
}
