import { LRUCache } from 'lru-cache';
import type { StreamName, StreamTip } from '#libs/event-store';
import type { PlacedBatch } from './place-batch.js';

/** Where the log ends. */
export type LogEnd = Readonly<{
  position: bigint;
  recordedAt: number;
  streamId: number;
  actorId: number;
  provenanceId: number;
}>;

/**
 * The log's end as this process left it. As long as the newest position is still its own, nobody else wrote, and all
 * that it remembers holds; so a process that writes alone asks for one number instead of reading the end again.
 */
export class TipMemory {
  private end: LogEnd | undefined;
  private isAlone = false;
  private readonly streams = new LRUCache<string, StreamTip>({ max: 20_000 });

  /** Whether it is worth asking for the newest position alone. */
  isLikelyToKnow(streams: readonly StreamName[]): boolean {
    return this.isAlone && streams.every((stream) => this.streams.has(keyOf(stream)));
  }

  /** What it knows of an end at that position; undefined when others wrote since. Only while the log is held. */
  recall(position: bigint, streams: readonly StreamName[]): Readonly<{ end: LogEnd; own: StreamTip[] }> | undefined {
    if (this.end?.position !== position) return undefined;
    const own = streams.flatMap((stream) => this.streams.get(keyOf(stream)) ?? []);
    return own.length === streams.length ? { end: this.end, own } : undefined;
  }

  /** What was read while the log was held. */
  read(end: LogEnd, own: readonly StreamTip[]): void {
    this.isAlone = this.end?.position === end.position;
    if (!this.isAlone) this.streams.clear();
    this.end = end;
    for (const tip of own) this.streams.set(keyOf(tip.stream), tip);
  }

  /** What was committed on an end that was read or recalled. */
  committed(base: bigint, { changes, newStreams, newActors, newProvenances }: PlacedBatch): void {
    const last = changes.at(-1)?.appended;
    if (last === undefined || this.end?.position !== base) return;
    this.end = {
      position: last.position,
      recordedAt: last.recordedAt,
      streamId: this.end.streamId + newStreams.length,
      actorId: this.end.actorId + newActors.length,
      provenanceId: this.end.provenanceId + newProvenances.length,
    };
    for (const { appended } of changes) this.streams.set(keyOf(appended.stream), appended);
  }

  /** After a broken connection it may be another server that answers. */
  forget(): void {
    this.end = undefined;
    this.isAlone = false;
  }
}

function keyOf({ cluster, uid }: StreamName): string {
  return `${cluster}/${uid}`;
}
