import { ArgumentInvalid } from '#libs/history';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 100;

/**
 * How many a page holds.
 * @throws ArgumentInvalid outside 1..100.
 */
export function pageSize(asked: number | null | undefined, field = 'first'): number {
  if (asked === undefined || asked === null) return DEFAULT_PAGE_SIZE;
  if (asked < 1 || asked > MAX_PAGE_SIZE) {
    throw new ArgumentInvalid(field, `must be between 1 and ${MAX_PAGE_SIZE}, not ${asked}`);
  }
  return asked;
}

/** A page as Relay lays it out. */
export type Page<Node> = Readonly<{
  edges: readonly Readonly<{ cursor: string; node: Node }>[];
  nodes: readonly Node[];
  pageInfo: Readonly<{
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  }>;
}>;

/** A page going forward, from rows read with one to spare: the spare one says that there are more. */
export function forwardPage<Node>(
  rows: readonly Node[],
  { size, after, cursorOf }: Readonly<{ size: number; after: unknown; cursorOf: (node: Node) => string }>,
): Page<Node> {
  const more = rows.length > size;
  return pageOf(more ? rows.slice(0, size) : rows, cursorOf, { more, previous: after !== undefined && after !== null });
}

/** A page going back, its nodes in the list's own order, the spare row first. */
export function backwardPage<Node>(
  rows: readonly Node[],
  { size, before, cursorOf }: Readonly<{ size: number; before: unknown; cursorOf: (node: Node) => string }>,
): Page<Node> {
  const previous = rows.length > size;
  return pageOf(previous ? rows.slice(-size) : rows, cursorOf, {
    more: before !== undefined && before !== null,
    previous,
  });
}

// Cursors are made when they are asked for: most callers want the nodes alone.
function pageOf<Node>(
  nodes: readonly Node[],
  cursorOf: (node: Node) => string,
  { more, previous }: Readonly<{ more: boolean; previous: boolean }>,
): Page<Node> {
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node), node }));
    },
    get pageInfo() {
      const [first, last] = [nodes[0], nodes.at(-1)];
      return {
        hasNextPage: more,
        hasPreviousPage: previous,
        startCursor: first === undefined ? null : cursorOf(first),
        endCursor: last === undefined ? null : cursorOf(last),
      };
    },
  };
}
