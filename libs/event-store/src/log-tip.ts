import { IdempotencyKeyReused, StreamConflict, StreamEnded } from './errors.js';
import type { Appended, KeyPlace, NewChange, Stream, StreamName } from './event-store.js';

/** A stream and the place of its last event. */
export type StreamTip = Readonly<{ stream: Stream; streamPosition: number }>;

/** What an idempotency key stands for. */
export type KnownKey = Readonly<{ appended: Appended; request: string }>;

/** A key together with the namespace it is of. */
export function keyInPlace({ cluster, namespace }: KeyPlace, key: string): string {
  return `${cluster}\0${namespace}\0${key}`;
}

/** The end of the log, with what is known of the streams and keys that the changes to come speak of. */
export type KnownTip = Readonly<{
  /** Position of the newest event. */
  position: bigint;
  /** Time of the newest change; none that follows is earlier. */
  recordedAt: number;
  /** Number of the newest stream. */
  streamId: number;
  /** The streams of those uids, and the living streams of those names. */
  streams: readonly StreamTip[];
  /** By key and namespace (`keyInPlace`). */
  keys: ReadonlyMap<string, KnownKey>;
}>;

/**
 * Gives changes their places, one after the other, as if each were alone: the one rule of all stores for what is
 * appended, what was appended before, and what is refused. Whoever uses it holds the log.
 */
export class LogTip {
  private position: bigint;
  private streamId: number;
  private recordedAt: number;
  private readonly byUid = new Map<string, StreamTip>();
  /** The uids (`uidKey`) of those that live. */
  private readonly livingByName = new Map<string, string>();
  private readonly keys: Map<string, KnownKey>;

  constructor(known: KnownTip) {
    this.position = known.position;
    this.streamId = known.streamId;
    this.recordedAt = known.recordedAt;
    this.keys = new Map(known.keys);
    for (const tip of known.streams) this.remember(tip);
  }

  /** @throws StreamConflict, StreamEnded, IdempotencyKeyReused */
  append(change: NewChange, now: number): Appended {
    try {
      return this.appendNext(change, now);
    } catch (error) {
      change.chain?.break();
      throw error;
    }
  }

  private appendNext(change: NewChange, now: number): Appended {
    const { idempotency, stream } = change;
    const known = idempotency && this.keys.get(keyInPlace(stream, idempotency.key));
    if (idempotency && known) return sameResult(known, change, idempotency);
    this.refuseBroken(change);
    const tip = this.place(change, this.admit(change));
    this.recordedAt = Math.max(now, this.recordedAt);
    const appended: Appended = {
      change: this.position + 1n,
      position: this.lastOf(change),
      streamPosition: tip.streamPosition,
      stream: tip.stream,
      recordedAt: this.recordedAt,
      duplicate: false,
    };
    this.position = appended.position;
    if (idempotency) this.keys.set(keyInPlace(stream, idempotency.key), { appended, request: idempotency.request });
    return appended;
  }

  private refuseBroken({ stream, expected, chain }: NewChange): void {
    if (chain?.isBroken !== true) return;
    throw new StreamConflict(streamText(stream), expected, this.byUid.get(uidKey(stream))?.streamPosition ?? 'none');
  }

  private admit(change: NewChange): StreamTip | undefined {
    const { stream, expected } = change;
    const tip = this.byUid.get(uidKey(stream));
    if (tip === undefined) {
      this.admitNew(change);
      return undefined;
    }
    if (!isSameName(tip.stream, stream)) {
      throw new Error(`uid ${stream.uid} is ${streamText(tip.stream)}, and cannot be ${streamText(stream)} too`);
    }
    if (tip.stream.endedAt !== undefined && change.late !== true) throw new StreamEnded(streamText(stream));
    if (tip.streamPosition !== expected) throw new StreamConflict(streamText(stream), expected, tip.streamPosition);
    return tip;
  }

  private admitNew({ stream, expected, late, ends }: NewChange): void {
    if (expected !== 'none') throw new StreamConflict(streamText(stream), expected, 'none');
    const living = this.byUid.get(this.livingByName.get(nameKey(stream)) ?? '');
    const isOver = late === true && ends === true;
    if (living && !isOver) throw new StreamConflict(streamText(stream), expected, living.streamPosition);
  }

  private place(change: NewChange, tip: StreamTip | undefined): StreamTip {
    const stream = tip === undefined ? this.opened(change) : this.continued(change, tip.stream);
    const placed = { stream, streamPosition: (tip?.streamPosition ?? 0) + change.events.length };
    this.remember(placed, tip);
    return placed;
  }

  private opened(change: NewChange): Stream {
    const stream = { ...nameOf(change.stream), id: ++this.streamId, openedAt: this.position + 1n };
    return change.ends === true ? { ...stream, endedAt: this.lastOf(change) } : stream;
  }

  private continued(change: NewChange, stream: Stream): Stream {
    const endsHere = change.ends === true && stream.endedAt === undefined;
    return endsHere ? { ...stream, endedAt: this.lastOf(change) } : stream;
  }

  private lastOf({ events }: NewChange): bigint {
    return this.position + BigInt(events.length);
  }

  // A stream that goes on bears its name as before.
  private remember(tip: StreamTip, before?: StreamTip): void {
    const { stream } = tip;
    const uid = uidKey(stream);
    this.byUid.set(uid, tip);
    if (before?.stream === stream) return;
    const name = nameKey(stream);
    if (stream.endedAt === undefined) this.livingByName.set(name, uid);
    else if (this.livingByName.get(name) === uid) this.livingByName.delete(name);
  }
}

function sameResult(
  known: KnownKey,
  { stream, expected, events, chain }: NewChange,
  asked: Readonly<{ key: string; request: string }>,
): Appended {
  if (known.request !== asked.request) throw new IdempotencyKeyReused(asked.key);
  const end = (expected === 'none' ? 0 : expected) + events.length;
  const { appended } = known;
  if (appended.stream.uid !== stream.uid || appended.streamPosition !== end) chain?.break();
  return { ...known.appended, duplicate: true };
}

/** `cluster/namespace/name`, as people write it, behind the kind of what is no Deployment: `Service prod/shop/web`. */
function streamText({ kind, cluster, namespace, name }: StreamName): string {
  return `${kind === undefined ? '' : `${kind} `}${cluster}/${namespace}/${name}`;
}

function nameOf({ kind, cluster, namespace, name, uid }: StreamName): StreamName {
  return { ...(kind !== undefined && { kind }), cluster, namespace, name, uid };
}

// Of each kind, a name has one living incarnation. Names hold no U+0000 (refuse-unstorable.ts).
function nameKey({ kind, cluster, namespace, name }: StreamName): string {
  return `${kind ?? ''}\0${cluster}\0${namespace}\0${name}`;
}

function isSameName(one: StreamName, other: StreamName): boolean {
  return (
    one.name === other.name &&
    one.namespace === other.namespace &&
    one.cluster === other.cluster &&
    one.kind === other.kind
  );
}

// A cluster restored from another's backup has its uids too.
function uidKey({ cluster, uid }: StreamName): string {
  return `${cluster}/${uid}`;
}
