import { hash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { foldSubtrees, type Hash, type ReadSubtrees, type Subtree } from '#libs/proof';

type Connection = Pick<ClientBase | Pool, 'query'>;

export function sha256(bytes: Uint8Array): Hash {
  return hash('sha256', bytes, 'buffer');
}

/** Subtrees over `2 ** 8`, `2 ** 16` … leaves are stored; one in between is folded from at most 128 of the level below. */
export const STRIDE = 8;

/** Reads the hashes of full subtrees: one statement for leaves, one for stored nodes, however many are asked for. */
export function subtreeReader(connection: Connection): ReadSubtrees {
  return async (subtrees) => {
    const leaves = subtrees.filter(({ level }) => level < STRIDE);
    const nodes = subtrees.filter(({ level }) => level >= STRIDE);
    const found = new Map([
      ...(await readParts(connection, { subtrees: leaves, text: LEAVES })),
      ...(await readParts(connection, { subtrees: nodes, text: NODES })),
    ]);
    return subtrees.map((subtree) => foldFull(subtree, found.get(subtree) ?? []));
  };
}

type Row = Readonly<{ part: number; hashes: Buffer }>;

// $1 levels, $2 first index at that level, $3 how many: the hashes of each part, one after the other.
const LEAVES = `
  select part.number::int as part, own.hashes from unnest($1::int[], $2::bigint[], $3::int[]) with ordinality as part(level, first, count, number)
  cross join lateral (
    select string_agg(leaf_hash, '' order by position) as hashes from (
      select position, leaf_hash from log.event where position > part.first and position <= part.first + part.count
      order by position limit 256
    ) leaf
  ) own`;
const NODES = `
  select part.number::int as part, own.hashes from unnest($1::int[], $2::bigint[], $3::int[]) with ordinality as part(level, first, count, number)
  cross join lateral (
    select string_agg(hash, '' order by index) as hashes from (
      select index, hash from log.tree_node
      where level = part.level and index >= part.first and index < part.first + part.count order by index limit 256
    ) node
  ) own`;

async function readParts(
  connection: Connection,
  { subtrees, text }: Readonly<{ subtrees: readonly Subtree[]; text: string }>,
): Promise<readonly (readonly [Subtree, readonly Hash[]])[]> {
  if (subtrees.length === 0) return [];
  const parts = subtrees.map(partOf);
  const values = [parts.map(({ level }) => level), parts.map(({ first }) => first), parts.map(({ count }) => count)];
  const { rows } = await connection.query<Row>({
    name: `rollbook_tree_${text === LEAVES ? 'leaves' : 'nodes'}`,
    text,
    values,
  });
  return rows.flatMap(({ part, hashes }) => {
    const subtree = subtrees[part - 1];
    return subtree === undefined ? [] : [[subtree, split(hashes)] as const];
  });
}

function partOf({ level, index }: Subtree): Readonly<{ level: number; first: number; count: number }> {
  const stored = level - (level % STRIDE);
  const count = 2 ** (level - stored);
  return { level: stored, first: index * count, count };
}

/** Hashes that stand one after the other. */
export function split(hashes: Buffer | null): readonly Hash[] {
  if (hashes === null) return [];
  return Array.from({ length: hashes.length / 32 }, (_, index) => hashes.subarray(32 * index, 32 * index + 32));
}

function foldFull(subtree: Subtree, parts: readonly Hash[]): Hash {
  const { count } = partOf(subtree);
  if (parts.length === count) return foldPairs(parts);
  throw new Error(`the tree has ${parts.length} of the ${count} hashes of node ${subtree.level}/${subtree.index}`);
}

/** Root over a power of two of hashes. */
export function foldPairs(hashes: readonly Hash[]): Hash {
  if (hashes.length <= 1) return foldSubtrees(sha256, hashes);
  const pairs = Array.from({ length: hashes.length / 2 }, (_, index) => hashes.slice(2 * index, 2 * index + 2));
  return foldPairs(pairs.map((pair) => foldSubtrees(sha256, pair)));
}
