import type { UnseenChange } from '#libs/postgres';
import { LONGEST_WAIT } from '../../command/await-view.js';

/**
 * The warning of an answer whose views do not show a change, though it was recorded longer ago than anybody waits: what is shown is older.
 */
export function behindWarnings(unseen: UnseenChange | undefined, now: Date): readonly string[] {
  if (unseen === undefined || now.getTime() - unseen.recordedAt.getTime() <= LONGEST_WAIT) return [];
  const { change, recordedAt } = unseen;
  return [`what is shown may be older than change ${change} of ${recordedAt.toISOString()}: the views are behind`];
}
