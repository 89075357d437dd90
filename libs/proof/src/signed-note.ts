import { fromBase64, toBase64 } from './encoding.js';
import type { Sha256 } from './merkle.js';

/** A text and a signature of it, as the C2SP specification signed-note has it. */
export type SignedNote = Readonly<{
  /** Ends with a newline. */
  text: string;
  /** Name of the key. */
  name: string;
  /** First four bytes of the hash of the key. */
  keyHash: Uint8Array;
  signature: Uint8Array;
}>;

/** The note as people and tools pass it on: the text, an empty line, and a line with the signature. */
export function formatNote({ text, name, keyHash, signature }: SignedNote): string {
  const bytes = new Uint8Array(keyHash.length + signature.length);
  bytes.set(keyHash);
  bytes.set(signature, keyHash.length);
  return `${text}\n\u2014 ${name} ${toBase64(bytes)}\n`;
}

/** Reads the first signature of a note; undefined when it is not one. */
export function parseNote(note: string): SignedNote | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)\n/.exec(note.slice(end + 2)) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 4 + 64) return undefined;
  return { text: note.slice(0, end + 1), name, keyHash: bytes.slice(0, 4), signature: bytes.slice(4) };
}

const ED25519 = 1;

/** By which a note's signature line names an Ed25519 key. */
export function noteKeyHash(sha256: Sha256, name: string, publicKey: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${name}\n`);
  const bytes = new Uint8Array(head.length + 1 + publicKey.length);
  bytes.set(head);
  bytes[head.length] = ED25519;
  bytes.set(publicKey, head.length + 1);
  return sha256(bytes).slice(0, 4);
}
