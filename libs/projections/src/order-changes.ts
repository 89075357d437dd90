import type { RecordedChange } from '#libs/event-store';
import type { Mark } from './projection-state.js';

/**
 * Changes of one stream in the order they happened in: by `occurredAt`, those of one instant as they were recorded. The
 * creation stays first and the deletion last, whatever the clocks of those who told them said.
 */
export function orderChanges(changes: readonly RecordedChange[]): readonly RecordedChange[] {
  return [...changes].sort(
    (a, b) => rank(a) - rank(b) || a.occurredAt - b.occurredAt || (a.change < b.change ? -1 : 1),
  );
}

/** Whether a change happened before one that was taken in already, so that the stream must be replayed from its beginning. */
export function comesLate(last: Mark | undefined, changes: readonly RecordedChange[]): boolean {
  let at = last?.at ?? -Infinity;
  return changes.some((change) => {
    if (rank(change) !== 0) return false;
    const isLate = change.occurredAt < at;
    at = Math.max(at, change.occurredAt);
    return isLate;
  });
}

function rank({ events }: RecordedChange): -1 | 0 | 1 {
  if (events.some(({ type }) => type === 'DeploymentCreated')) return -1;
  return events.some(({ type }) => type === 'DeploymentDeleted') ? 1 : 0;
}
