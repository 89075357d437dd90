import type { Appended, KnownKey } from '#libs/event-store';
import { streamOf, type TipRow } from './stream-rows.js';

// First the changes of a key, few, and then their streams: a namespace has many streams, of which each would be asked for the key.
export const KEYS = `
  select c.idempotency_key, c.idempotency_request, c.id as change, c.event_count,
    (extract(epoch from c.recorded_at) * 1000)::bigint as recorded_at,
    s.id, s.kind, s.cluster, s.namespace, s.name, s.uid, s.opened_at, s.ended_at, e.stream_position
  from unnest($1::text[], $2::text[], $3::text[]) wanted(cluster, namespace, key)
  cross join lateral (select * from log.change where idempotency_key = wanted.key offset 0) c
  join log.stream s on s.id = c.stream_id and s.cluster = wanted.cluster and s.namespace = wanted.namespace
  join log.event e on e.position = c.id + c.event_count - 1`;

export type KeyRow = TipRow & {
  idempotency_key: string;
  idempotency_request: Buffer;
  change: string;
  event_count: number;
  recorded_at: string;
};

/** What was answered when the key was new: a stream that ended later had not ended then. */
export function knownKey(row: KeyRow): KnownKey {
  const change = BigInt(row.change);
  const position = change + BigInt(row.event_count) - 1n;
  const ended_at = row.ended_at !== null && BigInt(row.ended_at) <= position ? row.ended_at : null;
  const appended: Appended = {
    change,
    position,
    streamPosition: row.stream_position,
    stream: streamOf({ ...row, ended_at }),
    recordedAt: Number(row.recorded_at),
    duplicate: false,
  };
  return { appended, request: row.idempotency_request.toString('hex') };
}
