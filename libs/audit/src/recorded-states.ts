import type { EventStore, RecordedEvent } from '#libs/event-store';
import { afterChange, type DeploymentState, EVENT_TYPES, EventUnreadable, parseEvent } from '#libs/history';

/** A Deployment right before an event of its stream; undefined before its creation, and where it cannot be read. */
export async function stateBefore(
  log: Pick<EventStore, 'readLatestOfTypes'>,
  streamId: number,
  streamPosition: number,
): Promise<DeploymentState | undefined> {
  if (streamPosition <= 1) return undefined;
  return stateAfter(undefined, await log.readLatestOfTypes(streamId, EVENT_TYPES, streamPosition - 1));
}

/** A Deployment after some more events. Of one that this Rollbook cannot read nothing is known from there on. */
export function stateAfter(
  before: DeploymentState | undefined,
  events: readonly RecordedEvent[],
): DeploymentState | undefined {
  if (before === undefined && events[0]?.type !== 'DeploymentCreated') return undefined;
  try {
    const read = events.map((event) => parseEvent(event));
    return afterChange(before, read);
  } catch (error) {
    if (error instanceof EventUnreadable) return undefined;
    throw error;
  }
}
