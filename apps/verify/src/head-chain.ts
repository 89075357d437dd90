import { Fault } from './fault.js';
import { type Head, readHead } from './head.js';
import type { Key, KeyChain } from './key-chain.js';
import { isSigned } from './signatures.js';

export type SignedHead = Readonly<{ head: Head; note: string; signer: Key }>;

/** The heads of an export: each signed by the key of its size, over the very events before it, and not before the last. */
export class HeadChain {
  newest: SignedHead | undefined;
  count = 0;

  constructor(private readonly keys: KeyChain) {}

  /** @throws Fault */
  take(note: string, tree: Readonly<{ size: number; root: () => Buffer }>): void {
    const head = readHead(note);
    const { size } = tree;
    if (head === undefined) throw new Fault(size, `the head after event ${size} is none: it was altered`);
    if (head.size > size) {
      throw new Fault(
        size + 1,
        `event ${size + 1} is missing: the head of ${head.size} events stands after event ${size}`,
      );
    }
    if (head.size < size)
      throw new Fault(size, `the head of ${head.size} events stands after event ${size}: it was moved`);
    const signer = this.signerOf(head);
    this.compare(head, tree.root());
    this.newest = { head, note, signer };
    this.count++;
  }

  private signerOf({ size, keyHash, text, signature }: Head): Key {
    const signer = this.keys.signerOf(size);
    if (signer?.noteHash.equals(keyHash) === true && isSigned(signer.key, text, signature)) return signer;
    const name = signer === undefined ? 'a key of this log' : `key ${signer.number}, ${signer.fingerprint}`;
    throw new Fault(size, `the head of ${size} events is forged: it is not signed by ${name}`);
  }

  private compare({ size, root, time }: Head, found: Buffer): void {
    const first = (this.newest?.head.size ?? 0) + 1;
    if (root !== found.toString('base64')) {
      throw new Fault(
        first,
        `events ${first} to ${size} are not those that the head of ${size} events was signed for: one of them was altered together with its hash, or left out`,
      );
    }
    if (this.newest !== undefined && time < this.newest.head.time) {
      throw new Fault(size, `the head of ${size} events is older than the one before it`);
    }
  }
}
