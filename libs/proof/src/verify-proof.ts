import { type Hash, nodeHash, sameHash, type Sha256 } from './merkle.js';

export type InclusionClaim = Readonly<{
  /** Place of the leaf, from 0. */
  index: number;
  size: number;
  leaf: Hash;
  path: readonly Hash[];
  root: Hash;
}>;

/** Whether a leaf is in the tree of that size and root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(sha256: Sha256, { index, size, leaf, path, root }: InclusionClaim): boolean {
  if (index < 0 || index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sha256, sibling, hash);
      [node, last] = upWhileLeft(node, last);
    } else {
      hash = nodeHash(sha256, hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

export type ConsistencyClaim = Readonly<{
  first: number;
  second: number;
  firstRoot: Hash;
  secondRoot: Hash;
  path: readonly Hash[];
}>;

/** Whether the tree of the second size is the first one, only appended to (RFC 9162, section 2.1.4.2). */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): boolean {
  const { first, second, firstRoot, secondRoot, path } = claim;
  if (first === second) return path.length === 0 && sameHash(firstRoot, secondRoot);
  if (first === 0) return path.length === 0;
  if (first < 0 || first > second) return false;
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...path] : path;
  return start !== undefined && climb(sha256, claim, { start, rest });
}

function climb(
  sha256: Sha256,
  { first, second, firstRoot, secondRoot }: ConsistencyClaim,
  { start, rest }: Readonly<{ start: Hash; rest: readonly Hash[] }>,
): boolean {
  let [node, last] = [first - 1, second - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sha256, sibling, older);
      newer = nodeHash(sha256, sibling, newer);
      [node, last] = upWhileLeft(node, last);
    } else {
      newer = nodeHash(sha256, newer, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(older, firstRoot) && sameHash(newer, secondRoot);
}

// A node at the right edge is lifted to where it is somebody's right child.
function upWhileLeft(node: number, last: number): [node: number, last: number] {
  while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
  return [node, last];
}

// Not a shift: those are of 32 bits.
function half(count: number): number {
  return Math.floor(count / 2);
}

function isPowerOfTwo(count: number): boolean {
  return count === 2 ** Math.round(Math.log2(count));
}
