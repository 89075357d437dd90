import type { EventStore, RecordedEvent, Stream } from '#libs/event-store';
import { type DeploymentState, presentState } from '#libs/history';
import type { DeploymentPlace } from '#libs/postgres';
import { CHANGE_KINDS } from '../change/change-filter.types.js';

/** A Deployment as the log has it this moment, and where it stands there. */
export type CurrentState = Readonly<{
  /** The newest incarnation, living or not; undefined when there never was one. */
  stream?: Stream;
  state?: DeploymentState;
  /** Position of its last event; 0 when there is none. */
  position: bigint;
  streamPosition: number;
  /** Set where it was deleted in the foreground, is not gone yet, and is to be written (ending-state.ts). */
  ending?: true;
}>;

export async function readCurrentState(store: EventStore, place: DeploymentPlace): Promise<CurrentState> {
  const stream = await store.findStream(place.cluster, place.namespace, place.name);
  if (stream === undefined) return { position: 0n, streamPosition: 0 };
  const events = await store.readLatestOfTypes(stream.id, [...CHANGE_KINDS, 'EarlierStateLearned']);
  const last = events.at(-1);
  if (last === undefined) throw new Error(`stream ${stream.id} is open and has no event`);
  return { stream, state: stateAfter(events), position: last.position, streamPosition: last.streamPosition };
}

/** The state that the newest event of each type makes, in stream order. */
export function stateAfter(events: readonly RecordedEvent[]): DeploymentState {
  const state = presentState(events);
  if (state === undefined) throw new Error('no event makes no Deployment');
  return state;
}
