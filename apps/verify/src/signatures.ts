import { createPublicKey, type KeyObject, verify } from 'node:crypto';

// What stands before the 32 bytes of an Ed25519 public key in DER (RFC 8410).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Undefined when it is not 32 bytes. */
export function publicKeyOf(bytes: Buffer): KeyObject | undefined {
  if (bytes.length !== 32) return undefined;
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
}

export function isSigned(key: KeyObject, text: string, signature: Buffer): boolean {
  return signature.length === 64 && verify(null, Buffer.from(text), key, signature);
}
