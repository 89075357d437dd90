import { sha256 } from './sha256.js';

/** A subtree over `2 ** level` leaves. */
type Subtree = Readonly<{ level: number; hash: Buffer }>;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/**
 * The Merkle tree of RFC 9162 (section 2.1) as it grows: of what is full only the hash is kept. Eleven leaves are three
 * subtrees, over 8, 2 and 1.
 */
export class GrowingTree {
  private readonly edge: Subtree[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  addLeaf(hash: Buffer): void {
    this.add({ level: 0, hash });
  }

  /** Adds leaves of which only the hashes of their full subtrees are known; false when there are more or fewer of them. */
  addSubtrees(leaves: number, hashes: readonly Buffer[]): boolean {
    const end = this.count + leaves;
    for (const hash of hashes) {
      const level = largestLevel(this.count, end);
      if (level === undefined) return false;
      this.add({ level, hash });
    }
    return this.count === end;
  }

  readonly root = (): Buffer => {
    const [last, ...rest] = [...this.edge].reverse();
    return rest.reduce((right, { hash }) => join(hash, right), last?.hash ?? sha256(Buffer.alloc(0)));
  };

  private add(subtree: Subtree): void {
    this.count += 2 ** subtree.level;
    let { level, hash } = subtree;
    for (let left = this.edge.at(-1); left?.level === level; left = this.edge.at(-1)) {
      this.edge.pop();
      hash = join(left.hash, hash);
      level++;
    }
    this.edge.push({ level, hash });
  }
}

export function leafHash(leaf: Uint8Array): Buffer {
  return sha256(Buffer.concat([LEAF, leaf]));
}

function join(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.concat([NODE, left, right]));
}

// Level of the largest full subtree that begins at a leaf and does not reach beyond the end.
function largestLevel(begin: number, end: number): number | undefined {
  if (begin >= end) return undefined;
  let level = 0;
  while (begin % 2 ** (level + 1) === 0 && begin + 2 ** (level + 1) <= end) level++;
  return level;
}
