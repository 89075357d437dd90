import type { Stream, StreamKind, StreamName, StreamTip } from '#libs/event-store';

/** A query of streams `s`, each with the place of its last event. */
export const TIP_FROM = (streams: string) => `
  select s.id, s.kind, s.cluster, s.namespace, s.name, s.uid, s.opened_at, s.ended_at, last.stream_position from ${streams}
  cross join lateral (
    select stream_position from log.event where stream_id = s.id order by stream_position desc limit 1
  ) last`;

export type StreamNameRow = {
  kind: StreamKind | 'Deployment';
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
};

export type StreamRow = StreamNameRow & {
  id: number;
  opened_at: string;
  ended_at: string | null;
};

export type TipRow = StreamRow & { stream_position: number };

export function streamTip(row: TipRow): StreamTip {
  return { stream: streamOf(row), streamPosition: row.stream_position };
}

export function streamOf(row: StreamRow): Stream {
  const { id, opened_at, ended_at } = row;
  const stream = { id, ...streamNameOf(row), openedAt: BigInt(opened_at) };
  return ended_at === null ? stream : { ...stream, endedAt: BigInt(ended_at) };
}

export function streamNameOf({ kind, cluster, namespace, name, uid }: StreamNameRow): StreamName {
  return { ...(kind !== 'Deployment' && { kind }), cluster, namespace, name, uid };
}
