import { toBase64, toHex } from './encoding.js';
import type { Sha256 } from './merkle.js';

/** A key that signs tree heads, and the word of the one before it that it does. */
export type LogKey = Readonly<{
  /** From 1. */
  number: number;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  /** Size of the newest head that the key before it signed: it signs larger ones. 0 for the first. */
  fromSize: number;
  /** Of keyStatement, by the key before; by itself for the first. */
  signature: Uint8Array;
}>;

/** What the signature of a key says. Five lines: `rollbook key`, origin, number, public key in base64, size. */
export function keyStatement(origin: string, { number, publicKey, fromSize }: Omit<LogKey, 'signature'>): string {
  return `rollbook key\n${origin}\n${number}\n${toBase64(publicKey)}\n${fromSize}\n`;
}

/** By which people tell a key: the SHA-256 of its 32 bytes, in hex. */
export function fingerprint(sha256: Sha256, publicKey: Uint8Array): string {
  return toHex(sha256(publicKey));
}

/** The log's name: it is bound to its first key. */
export function originOf(sha256: Sha256, firstKey: Uint8Array): string {
  return `rollbook/${fingerprint(sha256, firstKey).slice(0, 16)}`;
}

/** The key that signs heads of a size; keys in their order. */
export function keyFor(keys: readonly LogKey[], size: number): LogKey | undefined {
  return keys.findLast(({ fromSize }) => fromSize < size);
}

export type VerifySignature = (publicKey: Uint8Array, text: string, signature: Uint8Array) => boolean;

/** What is wrong with a key that follows others; undefined when nothing is. */
export function keyProblem(
  origin: string,
  known: readonly LogKey[],
  { key, verify }: Readonly<{ key: LogKey; verify: VerifySignature }>,
): string | undefined {
  const before = known.at(-1);
  if (key.number !== known.length + 1) return `key ${key.number} stands where key ${known.length + 1} should`;
  if (before === undefined && key.fromSize !== 0) return 'the first key does not sign from the beginning';
  if (before !== undefined && key.fromSize < before.fromSize)
    return `key ${key.number} begins before the one before it`;
  const signer = before ?? key;
  if (verify(signer.publicKey, keyStatement(origin, key), key.signature)) return undefined;
  return `key ${key.number} is not signed by key ${signer.number}`;
}
