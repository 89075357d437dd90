import {
  checkpointText,
  CompactTree,
  fromHex,
  type Hash,
  keyFor,
  keyProblem,
  type LogKey,
  originOf,
  sameHash,
  type VerifySignature,
} from '#libs/proof';
import { sha256, STRIDE } from '../tree/read-subtrees.js';
import type { TreeHeadRow } from '../tree/tree-rows.js';
import type { LogFault } from './checked-texts.js';

const WIDTH = 2 ** STRIDE;

/** The tree computed anew from the stored leaf hashes, against the heads that were signed and the nodes that are stored. */
export class CheckedTree {
  private readonly tree = new CompactTree(sha256);
  private block = new CompactTree(sha256);
  /** Size of the newest head that fits, until one does not: none after it can. */
  private fits: number | undefined = 0;

  constructor(
    private readonly keys: readonly LogKey[],
    private readonly verify: VerifySignature,
  ) {}

  /** Of the keys by themselves. */
  keyFaults(): readonly LogFault[] {
    const [first] = this.keys;
    if (first === undefined) return [];
    const origin = originOf(sha256, first.publicKey);
    return this.keys.flatMap((key, index) => {
      const message = keyProblem(origin, this.keys.slice(0, index), { key, verify: this.verify });
      return message === undefined ? [] : [{ position: String(key.fromSize + 1), message }];
    });
  }

  /** The next event; `node` is what is stored over the block it ends, `head` what was signed over it. */
  add(
    leafHash: string,
    { node, head }: Readonly<{ node?: Hash | undefined; head?: TreeHeadRow | undefined }>,
  ): readonly LogFault[] {
    const hash = fromHex(leafHash) ?? new Uint8Array(32);
    this.tree.append(hash);
    this.block.append(hash);
    const blockFaults = this.tree.size % WIDTH === 0 ? this.endBlock(node) : [];
    return [...blockFaults, ...(head === undefined ? [] : this.headFaults(head))];
  }

  private endBlock(node: Hash | undefined): readonly LogFault[] {
    const root = this.block.root();
    this.block = new CompactTree(sha256);
    if (node === undefined || sameHash(node, root)) return [];
    const first = this.tree.size - WIDTH + 1;
    return [
      {
        position: String(first),
        message: `events ${first} to ${this.tree.size} do not come to the hash that was stored over them: one was altered together with its leaf hash, or that hash was`,
      },
    ];
  }

  private headFaults(head: TreeHeadRow): readonly LogFault[] {
    const { size } = this.tree;
    const signature = this.signatureProblem(head);
    const fitting = this.fits;
    const fits = sameHash(this.tree.root(), head.rootHash);
    if (fitting !== undefined) this.fits = fits ? size : undefined;
    return [
      ...(signature === undefined ? [] : [{ position: String(size), message: signature }]),
      ...(fits || fitting === undefined
        ? []
        : [
            {
              position: String(fitting + 1),
              message: `events ${fitting + 1} to ${size} are not those that the head of ${size} events was signed for, nor can a later head fit`,
            },
          ]),
    ];
  }

  private signatureProblem({ rootHash, signedAt, keyNumber, signature }: TreeHeadRow): string | undefined {
    const { size } = this.tree;
    const [first, key] = [this.keys[0], keyFor(this.keys, size)];
    const origin = first && originOf(sha256, first.publicKey);
    const text = checkpointText({ origin: origin ?? '', size, root: rootHash, time: signedAt.getTime() });
    if (key?.number === keyNumber && this.verify(key.publicKey, text, signature)) return undefined;
    return `the head of ${size} events is forged: it is not signed by key ${key?.number ?? 1}`;
  }
}
