import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GrowingTree, leafHash } from './growing-tree.js';
import { sha256 } from './sha256.js';

const LEAVES = Array.from({ length: 300 }, (_, index) => leafHash(Buffer.from(String(index))));

/** As RFC 9162, section 2.1.1, says it: slow, and nothing to get wrong. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))];
  return sha256(Buffer.concat([Buffer.of(1), left, right]));
}

/** The hashes of the largest full subtrees that leaves are, left to right. */
function subtrees(begin: number, end: number): Buffer[] {
  if (begin === end) return [];
  let size = 1;
  while (begin % (size * 2) === 0 && begin + size * 2 <= end) size *= 2;
  return [naiveRoot(LEAVES.slice(begin, begin + size)), ...subtrees(begin + size, end)];
}

const cuts = fc
  .tuple(fc.nat(300), fc.nat(300), fc.nat(300))
  .map((three) => [...three].sort((one, other) => one - other) as [number, number, number]);

describe('a tree that grows', () => {
  it('by leaves, its root is the naive one at each size', () => {
    const tree = new GrowingTree();
    expect(tree.root()).toEqual(naiveRoot([]));
    for (const [index, leaf] of LEAVES.slice(0, 70).entries()) {
      tree.addLeaf(leaf);
      expect(tree.root()).toEqual(naiveRoot(LEAVES.slice(0, index + 1)));
    }
  });

  it('by subtrees, leaves, and subtrees again, its root is the naive one', () => {
    fc.assert(
      fc.property(cuts, ([first, second, size]) => {
        const tree = new GrowingTree();
        const isBefore = tree.addSubtrees(first, subtrees(0, first));
        for (const leaf of LEAVES.slice(first, second)) tree.addLeaf(leaf);
        const isAfter = tree.addSubtrees(size - second, subtrees(second, size));
        return isBefore && isAfter && tree.root().equals(naiveRoot(LEAVES.slice(0, size)));
      }),
      { seed: 42, numRuns: 100 },
    );
  });

  it.each([
    ['fewer', subtrees(0, 11).slice(1)],
    ['more', [...subtrees(0, 11), LEAVES[0]!]],
  ])('when there are %s hashes than the leaves have subtrees, it says so', (_name, hashes) => {
    expect(new GrowingTree().addSubtrees(11, hashes)).toBe(false);
  });
});
