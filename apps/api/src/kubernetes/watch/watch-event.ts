import { type ApiObject, objectWithVersion, type Step } from './step.js';

/** One event of a watch. */
export type WatchEvent = Readonly<{ type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: ApiObject }>;

/**
 * What a step is to somebody who sees only some objects: one that comes to match is ADDED, one that no longer does is
 * DELETED. A deletion tells the last state, under the resourceVersion of the deletion.
 */
export function eventOf(
  { before, after, version }: Step,
  matches: (object: ApiObject) => boolean,
): WatchEvent | undefined {
  const seen = before !== undefined && matches(before);
  if (after !== undefined && matches(after)) return { type: seen ? 'MODIFIED' : 'ADDED', object: after };
  return seen ? { type: 'DELETED', object: objectWithVersion(before, version) } : undefined;
}
