import type { EventStore } from '#libs/event-store';
import { type DeploymentState, EVENT_TYPES, evolve, parseEvent } from '#libs/history';
import type { ImportedFact } from './imported-fact.js';

/** The newest incarnation of a name, as the log has it. */
export type RecordedPlace = Readonly<{
  /** Undefined when there never was one. */
  stream?: Readonly<{ uid: string; isOpen: boolean }>;
  state?: DeploymentState;
  streamPosition: number;
  /** When its last change occurred, as far as that is known. */
  lastAt?: number;
  /** Its stream, when the log had one before this import came to it: then any fact of it may be recorded already. */
  knownId?: number;
}>;

export async function readPlace(
  store: EventStore,
  { cluster, namespace, name }: Pick<ImportedFact, 'cluster' | 'namespace' | 'name'>,
): Promise<RecordedPlace> {
  const stream = await store.findStream(cluster, namespace, name);
  if (stream === undefined) return { streamPosition: 0 };
  const events = await store.readLatestOfTypes(stream.id, EVENT_TYPES);
  const state = events.map((event) => parseEvent(event)).reduce<DeploymentState | undefined>(evolve, undefined);
  return {
    stream: { uid: stream.uid, isOpen: stream.endedAt === undefined },
    ...(state && { state }),
    streamPosition: events.at(-1)?.streamPosition ?? 0,
    knownId: stream.id,
  };
}

/** The place with `lastAt`, as far as it matters to a fact: later than the fact when anything in the log is. */
export async function withLastAt(store: EventStore, place: RecordedPlace, at: number): Promise<RecordedPlace> {
  const { knownId, lastAt, streamPosition } = place;
  if (knownId === undefined || lastAt !== undefined) return place;
  const before = await store.streamPositionAt(knownId, at);
  return before === streamPosition ? place : { ...place, lastAt: at + 1 };
}
