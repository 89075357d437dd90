import type { EventStore, RecordedEvent } from '#libs/event-store';
import { type DeploymentState, EVENT_TYPES, EventUnreadable, evolve, parseEvent } from '#libs/history';

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
    return events.map((event) => parseEvent(event)).reduce<DeploymentState | undefined>(evolve, before);
  } catch (error) {
    if (error instanceof EventUnreadable) return undefined;
    throw error;
  }
}
