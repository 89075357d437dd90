import type { Stream, StreamTip } from '#libs/event-store';

/** A query of streams `s`, each with the place of its last event. */
export const TIP_FROM = (streams: string) => `
  select s.id, s.cluster, s.namespace, s.name, s.uid, s.opened_at, s.ended_at, last.stream_position from ${streams}
  cross join lateral (
    select stream_position from log.event where stream_id = s.id order by stream_position desc limit 1
  ) last`;

export type StreamRow = {
  id: number;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  opened_at: string;
  ended_at: string | null;
};

export type TipRow = StreamRow & { stream_position: number };

export function streamTip(row: TipRow): StreamTip {
  return { stream: streamOf(row), streamPosition: row.stream_position };
}

export function streamOf({ id, cluster, namespace, name, uid, opened_at, ended_at }: StreamRow): Stream {
  const stream = { id, cluster, namespace, name, uid, openedAt: BigInt(opened_at) };
  return ended_at === null ? stream : { ...stream, endedAt: BigInt(ended_at) };
}
