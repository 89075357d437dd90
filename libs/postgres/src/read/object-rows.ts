import type { Pool } from 'pg';
import type { StreamKind } from '#libs/event-store';
import { endingSince } from '../watch/object-moments.js';

/** An object that is kept as it is written, with its newest write. */
export type ObjectRow = Readonly<{
  streamId: number;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  /** Its last event: the write, or its deletion. */
  position: string;
  streamPosition: number;
  /** `ObjectWritten`, to be read by `parseObjectEvent`. */
  written: Readonly<{ type: string; schemaVersion: number; payload: Readonly<Record<string, unknown>> }>;
  /** When it was deleted, in the cluster. */
  deletedAt: Date | null;
  deletedPosition: string | null;
  /** When it is gone for good; null while it lives. */
  goneAt: Date | null;
  /** How long a Pod may take to end, where that was recorded. */
  graceSeconds: number | null;
}>;

export type ObjectPlace = Readonly<{ cluster: string; kind: StreamKind; namespace?: string; name?: string }>;

const objects = (place: string): string => `
  select s.id as "streamId", s.cluster, s.namespace, s.name, s.uid, last.position, last.stream_position as "streamPosition",
    json_build_object('type', w.type, 'schemaVersion', w.schema_version, 'payload', w.payload) as written,
    deleted.occurred_at as "deletedAt", s.ended_at as "deletedPosition", deleted.gone_at as "goneAt",
    deleted.grace_seconds as "graceSeconds"
  from log.stream s
  cross join lateral (
    select type, schema_version, payload from log.event
    where stream_id = s.id and type = 'ObjectWritten' order by stream_position desc limit 1
  ) w
  cross join lateral (
    select position, stream_position from log.event where stream_id = s.id order by stream_position desc limit 1
  ) last
  left join lateral (
    select c.occurred_at, c.occurred_at + (ending.payload ->> 'endingSeconds')::float * interval '1 second' as gone_at,
      (ending.payload ->> 'graceSeconds')::float as grace_seconds
    from log.event e join log.change c on c.id = e.change_id cross join lateral (
      select payload from log.event where stream_id = s.id and type = 'ObjectDeleted' order by stream_position desc limit 1
    ) ending
    where e.position = s.ended_at
  ) deleted on true
  where ${place} and (deleted.gone_at is null or deleted.gone_at > $2::timestamptz)`;

const LIVING_OR_ENDING = `s.kind = $3 and s.cluster = $1 and (s.ended_at is null or s.ended_at > ${endingSince('$2')})`;

const LIST = `${objects(`${LIVING_OR_ENDING} and ($4::text is null or s.namespace = $4) and ($5::text is null or s.name = $5)`)}
  order by s.namespace collate "C", s.name collate "C", s.id`;

/** What there is of a kind at a moment, by namespace and name; what is ending is there until it is gone. */
export async function listObjects(
  pool: Pool,
  { cluster, kind, namespace, name }: ObjectPlace,
  at: Date,
): Promise<readonly ObjectRow[]> {
  const values = [cluster, at, kind, namespace ?? null, name ?? null];
  const { rows } = await pool.query<ObjectRow>({ name: 'objects', text: LIST, values });
  return rows;
}

const FIND = `${objects('s.cluster = $1 and s.kind = $3 and s.namespace = $4 and s.name = $5')} order by s.id desc limit 1`;

/** One object of a name at a moment: the living one, else the one that is ending. */
export async function findObject(
  pool: Pool,
  { cluster, kind, namespace, name }: Required<ObjectPlace>,
  at: Date,
): Promise<ObjectRow | undefined> {
  const values = [cluster, at, kind, namespace, name];
  const { rows } = await pool.query<ObjectRow>({ name: 'object', text: FIND, values });
  return rows[0];
}
