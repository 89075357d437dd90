import type { KeyObject } from 'node:crypto';
import { Fault } from './fault.js';
import type { KeyLine } from './read-line.js';
import { sha256, sha256Hex } from './sha256.js';
import { isSigned, publicKeyOf } from './signatures.js';

/** A key that signs heads of more than `fromSize` events. */
export type Key = Readonly<{
  number: number;
  fromSize: number;
  key: KeyObject;
  /** Base64. */
  publicKey: string;
  fingerprint: string;
  /** By which a signed note names it. */
  noteHash: Buffer;
}>;

/** The keys of a log, each signed by the one before; the log's name is bound to the first. */
export class KeyChain {
  readonly keys: Key[] = [];

  constructor(private readonly origin: string) {}

  /** @throws Fault */
  add(line: KeyLine, position: number): void {
    const problem = this.problem(line);
    if (problem !== undefined) throw new Fault(position, problem);
    if (line.fromSize < (this.keys.at(-1)?.fromSize ?? 0)) {
      throw new Fault(position, `key ${line.number} begins before the key before it`);
    }
    const key = publicKeyOf(line.publicKey);
    if (key === undefined) throw new Fault(position, `key ${line.number} is no Ed25519 key`);
    this.keys.push({
      number: line.number,
      fromSize: line.fromSize,
      key,
      publicKey: line.publicKey.toString('base64'),
      fingerprint: sha256Hex(line.publicKey),
      noteHash: noteHash(this.origin, line.publicKey),
    });
  }

  /** Who signs heads of a size. */
  signerOf(size: number): Key | undefined {
    return this.keys.findLast(({ fromSize }) => fromSize < size);
  }

  private problem({ number, publicKey, fromSize, signature }: KeyLine): string | undefined {
    const before = this.keys.at(-1);
    if (number !== this.keys.length + 1) return `key ${number} stands where key ${this.keys.length + 1} should`;
    if (before === undefined && this.origin !== originOf(publicKey)) return `key 1 is not the key of ${this.origin}`;
    const signer = before?.key ?? publicKeyOf(publicKey);
    const statement = `rollbook key\n${this.origin}\n${number}\n${publicKey.toString('base64')}\n${fromSize}\n`;
    if (signer !== undefined && isSigned(signer, statement, signature)) return undefined;
    return `key ${number} is not signed by the key before it`;
  }
}

function originOf(firstKey: Buffer): string {
  return `rollbook/${sha256Hex(firstKey).slice(0, 16)}`;
}

const ED25519 = Buffer.of(1);

function noteHash(name: string, publicKey: Buffer): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey])).subarray(0, 4);
}
