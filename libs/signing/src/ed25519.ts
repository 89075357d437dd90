import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** A key that signs. */
export type SigningKey = Readonly<{
  /** 32 bytes. */
  publicKey: Uint8Array;
  sign: (text: string) => Uint8Array;
  /** PKCS #8 in PEM: the secret itself. */
  toPem: () => string;
}>;

export function makeSigningKey(): SigningKey {
  return signingKey(generateKeyPairSync('ed25519').privateKey);
}

/** Undefined when the text is not an Ed25519 private key in PEM. */
export function parseSigningKey(pem: string): SigningKey | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? signingKey(key) : undefined;
  } catch {
    return undefined;
  }
}

export function verifySignature(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, signature);
}

// What stands before the 32 bytes of an Ed25519 public key in DER (RFC 8410).
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function signingKey(key: KeyObject): SigningKey {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI.length)),
    sign: (text) => sign(null, Buffer.from(text), key),
    toPem: () => key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}
