import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CompactTree } from './compact-tree.js';
import { makeConsistencyPath, makeInclusionPath, makeRoot } from './make-proof.js';
import { leafHash, type Hash, nodeHash } from './merkle.js';
import { consistencyRanges, inclusionRanges, type Subtree, subtreesOf } from './ranges.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

const sha256 = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest();
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

// The seven leaves of the tree that Certificate Transparency's implementations test each other with.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (text) => leafHash(sha256, Buffer.from(text, 'hex')),
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** As the definition says it (RFC 9162, section 2.1.1): slow, and nothing to get wrong. */
function root(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(sha256, root(leaves.slice(0, split)), root(leaves.slice(split)));
}

const readFrom = (leaves: readonly Hash[]) => async (subtrees: readonly Subtree[]) =>
  subtrees.map(({ level, index }) => root(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));

function treeOf(leaves: readonly Hash[]): CompactTree {
  const tree = new CompactTree(sha256);
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

describe('the Merkle tree', () => {
  it.each(ROOTS.map((expected, size) => ({ size, expected })))(
    'when it has $size leaves, its root is known',
    async ({ size, expected }) => {
      const leaves = LEAVES.slice(0, size);

      expect(hex(root(leaves))).toBe(expected);
      expect(hex(treeOf(leaves).root())).toBe(expected);
      expect(hex(await makeRoot(sha256, readFrom(LEAVES), size))).toBe(expected);
    },
  );

  it('when two leaves are joined, the root is this hash, by hand', () => {
    const [a, b] = [sha256(Buffer.from('\0a')), sha256(Buffer.from('\0b'))];

    expect(hex(treeOf([a, b]).root())).toBe(hex(sha256(Buffer.concat([Buffer.of(1), a, b]))));
  });

  it('when it goes on from its edge, it is the same tree', () => {
    const before = treeOf(LEAVES.slice(0, 5));
    const after = new CompactTree(sha256, { size: 5, edge: before.hashes() });
    for (const leaf of LEAVES.slice(5)) after.append(leaf);

    expect(hex(after.root())).toBe(ROOTS[8]);
    expect(() => new CompactTree(sha256, { size: 5, edge: [] })).toThrow('edge of 0 hashes');
  });

  it.each([
    [0, 0, []],
    [0, 7, ['2/0', '1/2', '0/6']],
    [4, 10, ['2/1', '1/4']],
    [5, 6, ['0/5']],
    [0, 8, ['3/0']],
  ])('when a range is [%i, %i), it is made of %j', (begin, end, expected) => {
    expect(subtreesOf({ begin, end }).map(({ level, index }) => `${level}/${index}`)).toEqual(expected);
  });
});

// The examples of RFC 9162, section 2.1.5: the tree of seven leaves d0 to d6.
describe('proofs, as RFC 9162 draws them', () => {
  const text = ({ begin, end }: { begin: number; end: number }) => `${begin}-${end}`;

  it.each([
    [0, ['1-2', '2-4', '4-7']], // b, h, l
    [3, ['2-3', '0-2', '4-7']], // c, g, l
    [4, ['5-6', '6-7', '0-4']], // f, j, k
    [6, ['4-6', '0-4']], // i, k
  ])('when leaf %i is proved in a tree of 7, the path is %j', (index, expected) => {
    expect(inclusionRanges(index, 7).map(text)).toEqual(expected);
  });

  it.each([
    [3, ['2-3', '3-4', '0-2', '4-7']], // c, d, g, l
    [4, ['4-7']], // l
    [6, ['4-6', '6-7', '0-4']], // i, j, k
    [7, []],
    [0, []],
  ])('when a tree of %i is proved to be in one of 7, the path is %j', (first, expected) => {
    expect(consistencyRanges(first, 7).map(text)).toEqual(expected);
  });
});

describe('verification', () => {
  const sizes = [1, 2, 3, 4, 5, 6, 7, 8];
  const inclusions = sizes.flatMap((size) => sizes.slice(0, size).map((one) => ({ index: one - 1, size })));
  const pairs = sizes.flatMap((second) => [0, ...sizes.slice(0, second)].map((first) => ({ first, second })));

  const inclusion = async ({ index, size }: { index: number; size: number }) => ({
    index,
    size,
    leaf: LEAVES[index]!,
    path: await makeInclusionPath(sha256, readFrom(LEAVES), { index, size }),
    root: Buffer.from(ROOTS[size]!, 'hex') as Hash,
  });
  const consistency = async ({ first, second }: { first: number; second: number }) => ({
    first,
    second,
    firstRoot: Buffer.from(ROOTS[first]!, 'hex') as Hash,
    secondRoot: Buffer.from(ROOTS[second]!, 'hex') as Hash,
    path: await makeConsistencyPath(sha256, readFrom(LEAVES), { first, second }),
  });

  it.each(inclusions)('when leaf $index is in a tree of $size, its proof holds, and no other does', async (place) => {
    const claim = await inclusion(place);
    const alien = sha256(Buffer.from('alien'));

    expect(verifyInclusion(sha256, claim)).toBe(true);
    expect(verifyInclusion(sha256, { ...claim, leaf: alien })).toBe(false);
    expect(verifyInclusion(sha256, { ...claim, root: alien })).toBe(false);
    expect(verifyInclusion(sha256, { ...claim, path: [...claim.path, alien] })).toBe(false);
    if (claim.path.length > 0) expect(verifyInclusion(sha256, { ...claim, path: claim.path.slice(1) })).toBe(false);
    for (const index of [-1, place.size, place.index + 1].filter((other) => other !== place.index))
      expect(verifyInclusion(sha256, { ...claim, index })).toBe(false);
  });

  it.each(pairs)('when a tree grew from $first to $second, its proof holds, and no other does', async (place) => {
    const claim = await consistency(place);
    const alien = sha256(Buffer.from('alien'));

    expect(verifyConsistency(sha256, claim)).toBe(true);
    expect(verifyConsistency(sha256, { ...claim, path: [...claim.path, alien] })).toBe(false);
    if (place.first === 0) return;
    expect(verifyConsistency(sha256, { ...claim, firstRoot: alien })).toBe(false);
    expect(verifyConsistency(sha256, { ...claim, secondRoot: alien })).toBe(false);
    if (claim.path.length > 0) expect(verifyConsistency(sha256, { ...claim, path: claim.path.slice(1) })).toBe(false);
    expect(verifyConsistency(sha256, { ...claim, first: place.second + 1 })).toBe(false);
  });
});
