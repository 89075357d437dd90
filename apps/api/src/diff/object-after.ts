import type { EventStore, Stream } from '#libs/event-store';
import { evolveObject, LAST_APPLIED, OBJECT_EVENTS, type ObjectState, parseObjectEvent } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';

/** An object that is kept whole, after an event of its stream, as it is compared; empty before the first, and once deleted. */
export async function objectAfter(store: EventStore, stream: Stream, streamPosition: number): Promise<JsonObject> {
  if (streamPosition < 1) return {};
  const events = await store.readLatestOfTypes(stream.id, OBJECT_EVENTS, streamPosition);
  const state = events.map(parseObjectEvent).reduce<ObjectState | undefined>(evolveObject, undefined);
  return state === undefined || state.endingSeconds !== undefined ? {} : compared(state.object);
}

// Neither who owns which field nor what kubectl notes of itself is what somebody wanted to change.
function compared({ status: _status, ...object }: JsonObject): JsonObject {
  const { managedFields: _managers, creationTimestamp: _made, ...metadata } = objectOf(object.metadata);
  const { [LAST_APPLIED]: _applied, ...annotations } = objectOf(metadata.annotations);
  return { ...object, metadata: { ...metadata, ...(metadata.annotations && { annotations }) } };
}
