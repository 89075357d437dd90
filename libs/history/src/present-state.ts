import type { DeploymentState } from './deployment-state.js';
import { evolve } from './evolve.js';
import { parseEvent, type StoredEvent } from './parse-event.js';

/**
 * The state that the newest event of each type makes, in stream order; undefined when there is none. What was learned late of an
 * earlier state is no part of it.
 * @throws EventUnreadable
 */
export function presentState(newest: readonly StoredEvent[]): DeploymentState | undefined {
  return newest
    .filter(({ type }) => type !== 'EarlierStateLearned')
    .map((event) => parseEvent(event))
    .reduce<DeploymentState | undefined>(evolve, undefined);
}
