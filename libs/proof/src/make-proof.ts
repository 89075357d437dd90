import { foldSubtrees } from './compact-tree.js';
import type { Hash, Sha256 } from './merkle.js';
import { consistencyRanges, inclusionRanges, type Range, subtreesOf, type Subtree } from './ranges.js';

/** Reads the hashes of perfect subtrees, in the order asked for. */
export type ReadSubtrees = (subtrees: readonly Subtree[]) => Promise<readonly Hash[]>;

/** The path that proves a leaf (from 0) to be in a tree; O(log n) subtrees are read, all at once. */
export function makeInclusionPath(
  sha256: Sha256,
  read: ReadSubtrees,
  { index, size }: Readonly<{ index: number; size: number }>,
): Promise<readonly Hash[]> {
  return hashesOf(sha256, read, inclusionRanges(index, size));
}

/** The path that proves a tree to be an older one, appended to. */
export function makeConsistencyPath(
  sha256: Sha256,
  read: ReadSubtrees,
  { first, second }: Readonly<{ first: number; second: number }>,
): Promise<readonly Hash[]> {
  return hashesOf(sha256, read, consistencyRanges(first, second));
}

/** Root of the tree of the first `size` leaves. */
export async function makeRoot(sha256: Sha256, read: ReadSubtrees, size: number): Promise<Hash> {
  return foldSubtrees(sha256, await read(subtreesOf({ begin: 0, end: size })));
}

async function hashesOf(sha256: Sha256, read: ReadSubtrees, ranges: readonly Range[]): Promise<readonly Hash[]> {
  const parts = ranges.map(subtreesOf);
  const hashes = await read(parts.flat());
  let at = 0;
  return parts.map(({ length }) => foldSubtrees(sha256, hashes.slice(at, (at += length))));
}
