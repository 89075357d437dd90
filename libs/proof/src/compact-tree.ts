import { emptyRoot, type Hash, nodeHash, type Sha256 } from './merkle.js';
import { subtreesOf } from './ranges.js';

/**
 * A tree of which only its right edge is kept: the hashes of the perfect subtrees it is made of, largest first. That is
 * all that is needed to append to it and to tell its root. Eleven leaves are three hashes: over 8, over 2, over 1.
 */
export class CompactTree {
  private readonly edge: Hash[];
  private count: number;

  constructor(
    private readonly sha256: Sha256,
    { size, edge }: Readonly<{ size: number; edge: readonly Hash[] }> = { size: 0, edge: [] },
  ) {
    if (edge.length !== subtreesOf({ begin: 0, end: size }).length) {
      throw new Error(`a tree of ${size} leaves does not have an edge of ${edge.length} hashes`);
    }
    this.count = size;
    this.edge = [...edge];
  }

  get size(): number {
    return this.count;
  }

  /** Largest subtree first. */
  hashes(): readonly Hash[] {
    return [...this.edge];
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.edge.pop();
      if (left === undefined) throw new Error('a tree lost its edge');
      hash = nodeHash(this.sha256, left, hash);
    }
    this.edge.push(hash);
    this.count++;
  }

  root(): Hash {
    return foldSubtrees(this.sha256, this.edge);
  }
}

/** Hash of a range from the hashes of the perfect subtrees it is made of, left to right. */
export function foldSubtrees(sha256: Sha256, hashes: readonly Hash[]): Hash {
  const [last, ...rest] = [...hashes].reverse();
  if (last === undefined) return emptyRoot(sha256);
  return rest.reduce((right, left) => nodeHash(sha256, left, right), last);
}
