import { type JsonObject, objectOf } from '#libs/kubernetes';
import { numberOf, textOf } from '../json/reading.js';

/** How often containers were started anew, together. */
export function restartsOf(statuses: readonly JsonObject[]): number {
  return statuses.reduce((sum, { restartCount }) => sum + numberOf(restartCount), 0);
}

/** When the last of them ended before it was started anew. */
export function lastRestart(statuses: readonly JsonObject[]): string | undefined {
  const ends = statuses.map(({ lastState }) => textOf(objectOf(objectOf(lastState).terminated).finishedAt));
  return ends.filter(Boolean).sort().at(-1);
}
