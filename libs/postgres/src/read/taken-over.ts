const LATER = `from view.deployment earlier join view.deployment later
      on (later.cluster, later.namespace, later.name) = (earlier.cluster, earlier.namespace, earlier.name) and later.stream_id > earlier.stream_id`;

/**
 * Joins the names of the ReplicaSets that later incarnations of the name had taken over from a stream at $1, as `taken.names`: they, and
 * their pods, stand with these.
 */
export const takenFrom = (streamId: string): string => `cross join lateral (
    select array(
      select split_part(one, '/', 2) ${LATER} cross join unnest(later.adopted) one
      where earlier.stream_id = ${streamId} and earlier.deleted_at <= $1 and later.created_at <= $1 and split_part(one, '/', 1) = earlier.uid
    ) as names
  ) taken`;

/** Joins when a row's ReplicaSet was taken over by a later incarnation, as `taken.at`; null where it was not. */
export const takenAt = (row: string, replicaSet: string): string => `cross join lateral (
    select min(later.created_at) as at ${LATER}
    where earlier.stream_id = ${row}.stream_id and earlier.deleted_at is not null and earlier.uid || '/' || ${row}.${replicaSet} = any(later.adopted)
  ) taken`;
