import { LEAF_FORMAT, leafText, LogTip, type Appended, type Sealed, type Stream } from '#libs/event-store';
import type { ActorRow, SealedChange } from '../person/personal-sealer.js';
import { Interning, type NewRow } from './interned.js';
import { sha256 } from './prepared-change.js';
import type { HeldTip } from './held-tip.js';

export type PlacedEvent = Readonly<{ position: bigint; streamPosition: number; leafHash: string }>;
export type PlacedChange = Readonly<{
  prepared: SealedChange;
  appended: Appended;
  actorId: number;
  provenanceId: number | undefined;
  events: readonly PlacedEvent[];
}>;

/** What each change of a batch comes to: where it is put, what it was before, or why it is refused. */
export type Outcome =
  | Readonly<{ kind: 'placed'; placed: PlacedChange }>
  | Readonly<{ kind: 'duplicate'; appended: Appended }>
  | Readonly<{ kind: 'refused'; reason: unknown }>;

export type PlacedBatch = Readonly<{
  outcomes: readonly Outcome[];
  changes: readonly PlacedChange[];
  newStreams: readonly Stream[];
  /** Streams that existed before and end in this batch. */
  endedStreams: readonly Stream[];
  newActors: readonly NewRow<ActorRow>[];
  newProvenances: readonly NewRow<Sealed>[];
}>;

/** Gives the changes of a batch their places, in order; one that is refused takes none. */
export function placeBatch(batch: readonly SealedChange[], tip: HeldTip): PlacedBatch {
  const log = new LogTip(tip);
  const actors = new Interning<ActorRow>(tip.actors.known, tip.actors.newest);
  const provenances = new Interning<Sealed>(tip.provenances.known, tip.provenances.newest);
  const streams = new Map<number, Stream>();
  const outcomes = batch.map((prepared): Outcome => {
    try {
      const appended = log.append(prepared.change, tip.now);
      if (appended.duplicate) return { kind: 'duplicate', appended };
      streams.set(appended.stream.id, appended.stream);
      const actorId = actors.numberOf(prepared.actor);
      const provenanceId = prepared.origin && provenances.numberOf(prepared.origin);
      const events = placeEvents(prepared, appended);
      return { kind: 'placed', placed: { prepared, appended, actorId, provenanceId, events } };
    } catch (reason) {
      return { kind: 'refused', reason };
    }
  });
  const last = [...streams.values()];
  return {
    outcomes,
    changes: outcomes.flatMap((outcome) => (outcome.kind === 'placed' ? [outcome.placed] : [])),
    newStreams: last.filter(({ id }) => id > tip.streamId),
    endedStreams: last.filter(({ id, endedAt = 0n }) => id <= tip.streamId && endedAt > tip.position),
    newActors: actors.added,
    newProvenances: provenances.added,
  };
}

function placeEvents({ change, events, actor, origin, remark }: SealedChange, appended: Appended): PlacedEvent[] {
  const first = appended.streamPosition - events.length + 1;
  const personal = { format: LEAF_FORMAT, actor: actor.hash, provenance: origin?.hash, remark } as const;
  return events.map(({ type, schemaVersion, payload, template }, index) => {
    const position = appended.change + BigInt(index);
    const streamPosition = first + index;
    const leaf = leafText({
      position,
      change: appended.change,
      stream: change.stream,
      streamPosition,
      type,
      schemaVersion,
      payload,
      templateHash: template?.hash,
      personal,
      source: change.source,
      summary: change.summary,
      occurredAt: change.occurredAt,
      recordedAt: appended.recordedAt,
    });
    return { position, streamPosition, leafHash: sha256(`\0${leaf}`) };
  });
}
