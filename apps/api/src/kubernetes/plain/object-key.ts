import type { ListKey } from '../list/list-source.js';

/** The order of lists: by namespace, then name, in byte order. */
export function compareKeys(a: ListKey, b: ListKey): number {
  return compareBytes(a.namespace, b.namespace) || compareBytes(a.name, b.name);
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The next ones of a list that is in order already. */
export function pageOf<Item extends ListKey>(
  items: readonly Item[],
  { after, limit }: Readonly<{ after?: ListKey; limit: number }>,
): readonly Item[] {
  const following = after === undefined ? items : items.filter((item) => compareKeys(item, after) > 0);
  return following.slice(0, limit);
}
