const LATER = `from view.deployment earlier join view.deployment later
      on (later.cluster, later.namespace, later.name) = (earlier.cluster, earlier.namespace, earlier.name) and later.stream_id > earlier.stream_id`;

/**
 * The names of the ReplicaSets that later incarnations of the name had taken over at $1 from streams of $2, as `taken.names`: they, and their
 * pods, stand with these. Of nearly all streams there are none, and no row.
 */
export const TAKEN = `with taken as materialized (
    select earlier.stream_id, array_agg(split_part(one, '/', 2)) as names ${LATER} cross join unnest(later.adopted) one
    where earlier.stream_id = any($2::int[]) and earlier.deleted_at <= $1 and later.created_at <= $1
      and split_part(one, '/', 1) = earlier.uid
    group by earlier.stream_id
  )`;

/** Joins them to a stream. */
export const takenFrom = (streamId: string): string => `left join taken on taken.stream_id = ${streamId}`;

/** Whether a ReplicaSet is not one of them. */
export const notTaken = (replicaSet: string): string => `(taken.names is null or ${replicaSet} <> all(taken.names))`;

/** Joins when a row's ReplicaSet was taken over by a later incarnation, as `taken.at`; null where it was not. */
export const takenAt = (row: string, replicaSet: string): string => `cross join lateral (
    select min(later.created_at) as at ${LATER}
    where earlier.stream_id = ${row}.stream_id and earlier.deleted_at is not null and earlier.uid || '/' || ${row}.${replicaSet} = any(later.adopted)
  ) taken`;
