import type { RecordedChange } from '#libs/event-store';
import { earlierStateOf, rank, toldHistory } from '#libs/history';
import { attributesOnly } from './attributes-only.js';
import type { Mark } from './projection-state.js';

/** Changes of one stream as they would have been told in time (see `toldHistory`). */
export function orderChanges(changes: readonly RecordedChange[]): readonly RecordedChange[] {
  return toldHistory(changes);
}

/** Whether a change happened before one that was taken in already, so that the stream must be replayed from its beginning. */
export function comesLate(last: Mark | undefined, changes: readonly RecordedChange[]): boolean {
  let at = last?.at ?? -Infinity;
  return changes.some((change) => {
    if (earlierStateOf(change) !== undefined) return true;
    if (rank(change) !== 0 || attributesOnly(change)) return false;
    const isLate = change.occurredAt < at;
    at = Math.max(at, change.occurredAt);
    return isLate;
  });
}
