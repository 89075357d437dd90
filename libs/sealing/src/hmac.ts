import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;
const INNER = 0x36;
const OUTER = 0x5c;

/**
 * HMAC-SHA-256 (RFC 2104) as text, one character a byte (latin1). By two plain hashes: for texts as short as those that are
 * sealed, an object of node:crypto for each costs more than the hashing, to make and to clear away.
 * @throws RangeError when the key is longer than a block of 64 bytes
 */
export function hmac(key: Uint8Array, text: string, encoding: 'utf8' | 'latin1'): string {
  if (key.length > BLOCK) throw new RangeError(`a key of ${key.length} bytes is longer than ${BLOCK}`);
  const inner = padded(key, INNER, Buffer.byteLength(text, encoding));
  inner.write(text, BLOCK, encoding);
  const outer = padded(key, OUTER, DIGEST);
  outer.write(sha256(inner), BLOCK, 'latin1');
  return sha256(outer);
}

/** As text, one character a byte. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'binary');
}

function padded(key: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.allocUnsafe(BLOCK + room).fill(pad, 0, BLOCK);
  for (let at = 0; at < key.length; at++) bytes[at] = pad ^ (key[at] ?? 0);
  return bytes;
}
