import { queryOf, type ListRun } from './read-page.js';
import type { ListKey } from './list-source.js';

/** How many objects come after a page. Kubernetes tells it of lists without selectors only; here a source must know how to count, too. */
export async function remainingAfter<Facts>(
  run: ListRun<Facts>,
  after: ListKey,
): Promise<Readonly<{ remainingItemCount?: number }>> {
  const { source, selection, ports } = run;
  if (source.count === undefined || selection.labels.length > 0 || selection.fields.length > 0) return {};
  return { remainingItemCount: await source.count(queryOf(run, after, 0), ports) };
}
