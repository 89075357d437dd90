import type { EventStore, Stream } from '#libs/event-store';
import type { Deployment } from '#libs/kubernetes';
import { CHANGE_KINDS } from '../change/change-filter.types.js';
import { stateAfter } from '../command/current-state.js';

/** A Deployment after an event of its stream; undefined before the first, and after its deletion. */
export async function deploymentAfter(
  store: EventStore,
  stream: Stream,
  streamPosition: number,
): Promise<Deployment | undefined> {
  if (streamPosition < 1) return undefined;
  const state = stateAfter(await store.readLatestOfTypes(stream.id, CHANGE_KINDS, streamPosition));
  return state.deleted ? undefined : { ...state.deployment, namespace: stream.namespace, name: stream.name };
}
