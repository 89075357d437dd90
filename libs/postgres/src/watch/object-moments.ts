/**
 * The moments at which something happens by itself to an object that is kept as it is written: a bare Pod starts, and what was
 * told to go is gone. Null where it does not.
 */
export function objectMoments(streamId: string): string {
  return `
    select (e.payload #>> '{object,metadata,creationTimestamp}')::timestamptz
      + (e.payload #>> '{podLife,startSeconds}')::float * interval '1 second' as moment
    from log.event e where e.stream_id = ${streamId} and e.stream_position = 1 and e.type = 'ObjectWritten'
    union all
    select c.occurred_at + (e.payload ->> 'endingSeconds')::float * interval '1 second'
    from log.stream ended join log.event deletion on deletion.position = ended.ended_at join log.change c on c.id = deletion.change_id
    join log.event e on e.stream_id = ended.id and e.type = 'ObjectDeleted' where ended.id = ${streamId}`;
}

// What takes longest to start or to end takes a day (LONGEST_POD_LIFE): what was made or deleted before is not looked at.
const LONGEST = "interval '1 day'";

/** The position of the log before which nothing was made or deleted that is on its way at a moment, or later. */
export function endingSince(moment: string): string {
  return `coalesce((
    select id from log.change where recorded_at < ${moment}::timestamptz - ${LONGEST} order by recorded_at desc, id desc limit 1
  ), 0)`;
}
