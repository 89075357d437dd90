import type { Pool } from 'pg';
import {
  checkpointText,
  fingerprint,
  formatNote,
  type Hash,
  makeConsistencyPath,
  makeInclusionPath,
  makeRoot,
  noteKeyHash,
  originOf,
} from '#libs/proof';
import { sha256, subtreeReader } from './read-subtrees.js';
import {
  findTreeHead,
  listTreeHeads,
  readNewestHead,
  readSigningKeys,
  type SigningKeyRow,
  type TreeHeadPage,
  type TreeHeadRow,
} from './tree-rows.js';

/** A head with all that is needed to check it. */
export type TreeHead = Readonly<{
  size: string;
  rootHash: Hash;
  signedAt: Date;
  keyNumber: number;
  signature: Uint8Array;
  /** The signed note (C2SP): origin, size, root and time, and the signature under them. */
  note: string;
}>;

export type LeafInTree = Readonly<{ leafHash: Hash; rootHash: Hash; path: readonly Hash[] }>;
export type TreeInTree = Readonly<{ fromRootHash: Hash; toRootHash: Hash; path: readonly Hash[] }>;

/** What proves the log: each an index look-up and O(log n) hashes. Sizes are those of a head at most. */
export type Proofs = Readonly<{
  newestHead: () => Promise<TreeHead | undefined>;
  /** The smallest head with that many events or more. */
  headFrom: (size: string) => Promise<TreeHead | undefined>;
  listHeads: (page: TreeHeadPage) => Promise<readonly TreeHead[]>;
  /** Oldest first, with what people tell them by. */
  keys: () => Promise<readonly (SigningKeyRow & Readonly<{ fingerprint: string; origin: string }>)[]>;
  /** `position` from 1. */
  inclusion: (position: number, size: number) => Promise<LeafInTree>;
  consistency: (from: number, to: number) => Promise<TreeInTree>;
}>;

export function openProofs(pool: Pool): Proofs {
  const read = subtreeReader(pool);
  const noted = async (rows: readonly TreeHeadRow[]): Promise<readonly TreeHead[]> => {
    const keys = rows.length === 0 ? [] : await readSigningKeys(pool);
    return rows.map((row) => headOf(row, keys));
  };
  const first = async (row: TreeHeadRow | undefined) => (await noted(row === undefined ? [] : [row]))[0];
  return {
    newestHead: async () => first(await readNewestHead(pool)),
    headFrom: async (size) => first(await findTreeHead(pool, size)),
    listHeads: async (page) => noted(await listTreeHeads(pool, page)),
    keys: async () => {
      const keys = await readSigningKeys(pool);
      return keys.map((key) => ({ ...key, ...namesOf(key, keys) }));
    },
    inclusion: async (position, size) => {
      const index = position - 1;
      const [[leafHash], rootHash, path] = await Promise.all([
        read([{ level: 0, index }]),
        makeRoot(sha256, read, size),
        makeInclusionPath(sha256, read, { index, size }),
      ]);
      if (leafHash === undefined) throw new Error(`the log has no leaf at ${position}`);
      return { leafHash, rootHash, path };
    },
    consistency: async (from, to) => {
      const [fromRootHash, toRootHash, path] = await Promise.all([
        makeRoot(sha256, read, from),
        makeRoot(sha256, read, to),
        makeConsistencyPath(sha256, read, { first: from, second: to }),
      ]);
      return { fromRootHash, toRootHash, path };
    },
  };
}

function namesOf({ publicKey }: SigningKeyRow, keys: readonly SigningKeyRow[]) {
  return {
    fingerprint: fingerprint(sha256, publicKey),
    origin: originOf(sha256, keys[0]?.publicKey ?? publicKey),
  };
}

/** A head as it is stored, with the note that it stands in. */
export function headOf(row: TreeHeadRow, keys: readonly SigningKeyRow[]): TreeHead {
  const { size, rootHash, signedAt, keyNumber, signature } = row;
  const key = keys[keyNumber - 1];
  if (key === undefined) throw new Error(`the head of ${size} events names key ${keyNumber}, which is not there`);
  const { origin } = namesOf(key, keys);
  const text = checkpointText({ origin, size: Number(size), root: rootHash, time: signedAt.getTime() });
  const note = formatNote({ text, name: origin, keyHash: noteKeyHash(sha256, origin, key.publicKey), signature });
  return { size, rootHash, signedAt, keyNumber, signature, note };
}
