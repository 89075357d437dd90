import { createHash } from 'node:crypto';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { CompactTree, foldSubtrees } from './compact-tree.js';
import { makeConsistencyPath, makeInclusionPath, makeRoot } from './make-proof.js';
import { type Hash, sameHash } from './merkle.js';
import type { Subtree } from './ranges.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

const sha256 = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest();
const LEAVES = Array.from({ length: 600 }, (_, index) => sha256(Buffer.from(`leaf ${index}`)));

// Every perfect subtree of the leaves is the edge of a compact tree: computed once.
const known = new Map<string, Hash>();
const read = async (subtrees: readonly Subtree[]) => subtrees.map(({ level, index }) => subtree(level, index));
function subtree(level: number, index: number): Hash {
  const name = `${level}/${index}`;
  const hash =
    known.get(name) ??
    (level === 0
      ? LEAVES[index]!
      : foldSubtrees(sha256, [subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1)]));
  known.set(name, hash);
  return hash;
}

const size = fc.integer({ min: 1, max: LEAVES.length });
const twoSizes = fc.tuple(size, size).map(([a, b]) => ({ first: Math.min(a, b), second: Math.max(a, b) }));
const place = size.chain((count) => fc.record({ size: fc.constant(count), index: fc.nat(count - 1) }));
const options = { numRuns: 150, seed: 9162 };

describe('laws of the Merkle tree', () => {
  it('each leaf of each tree is proved, and a bent path proves nothing', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), async ({ index, size: count }, bend) => {
        const root = await makeRoot(sha256, read, count);
        const path = await makeInclusionPath(sha256, read, { index, size: count });
        const claim = { index, size: count, leaf: LEAVES[index]!, path, root };
        const bent = path.map((hash, at) => (at === bend % path.length ? sha256(hash) : hash));
        return (
          verifyInclusion(sha256, claim) && (path.length === 0 || !verifyInclusion(sha256, { ...claim, path: bent }))
        );
      }),
      options,
    );
  });

  it('each tree is consistent with each it grew to, and not with one of another leaf', async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, async ({ first, second }) => {
        const [firstRoot, secondRoot] = [await makeRoot(sha256, read, first), await makeRoot(sha256, read, second)];
        const path = await makeConsistencyPath(sha256, read, { first, second });
        const other = new CompactTree(sha256);
        for (const leaf of LEAVES.slice(0, first - 1)) other.append(leaf);
        other.append(sha256(Buffer.from('another')));
        const claim = { first, second, firstRoot, secondRoot, path };
        return verifyConsistency(sha256, claim) && !verifyConsistency(sha256, { ...claim, firstRoot: other.root() });
      }),
      options,
    );
  });

  it('a tree that is cut anywhere and goes on from its edge has the same root', async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, async ({ first, second }) => {
        const tree = new CompactTree(sha256);
        for (const leaf of LEAVES.slice(0, first)) tree.append(leaf);
        const rest = new CompactTree(sha256, { size: first, edge: tree.hashes() });
        for (const leaf of LEAVES.slice(first, second)) rest.append(leaf);
        return sameHash(rest.root(), await makeRoot(sha256, read, second));
      }),
      { ...options, numRuns: 40 },
    );
  });
});
