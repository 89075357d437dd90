import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { hmac, sha256 } from './hmac.js';

/** A sealed text was altered, or it is not of this key. */
export class SealBroken extends Error {
  readonly code = 'SealBroken';
  constructor(purpose: string) {
    super(`what was sealed as ${purpose} cannot be opened: it was altered, or its key is another one`);
  }
}

const IV = 16;
const COMMITMENT = 32;
const TAG = 16;
const HEAD = IV + COMMITMENT;
// Each message has a key of its own, so that the nonce may be the same.
const NONCE = Buffer.alloc(12);

/**
 * Seals a text with AES-256-GCM under a key made for this text alone: the same text under the same key gives the same
 * bytes, which is what lets it be stored once by content. The bytes are 16 from which with `key` the text's own key is
 * made, the SHA-256 of that key (so that nobody can show another key under which it says something else), the
 * ciphertext, and its tag.
 */
export function seal(key: Uint8Array, purpose: string, text: string): Buffer {
  const iv = hmac(key, `iv\0${purpose}\0${text}`, 'utf8').slice(0, IV);
  const own = ownKey(key, iv);
  const cipher = createCipheriv('aes-256-gcm', own, NONCE).setAAD(Buffer.from(purpose));
  const body = cipher.update(text, 'utf8');
  cipher.final();
  const sealed = Buffer.allocUnsafe(HEAD + body.length + TAG);
  sealed.write(iv, 0, 'latin1');
  sealed.write(sha256(own), IV, 'latin1');
  sealed.set(body, HEAD);
  sealed.set(cipher.getAuthTag(), HEAD + body.length);
  return sealed;
}

/** @throws SealBroken */
export function open(key: Uint8Array, purpose: string, sealed: Uint8Array): string {
  return openWith(disclose(key, sealed), purpose, sealed);
}

/** The key of one sealed text: whoever has it can read this text and no other. */
export function disclose(key: Uint8Array, sealed: Uint8Array): Buffer {
  return ownKey(key, Buffer.from(sealed.subarray(0, IV)).toString('latin1'));
}

/** @throws SealBroken */
export function openWith(own: Uint8Array, purpose: string, sealed: Uint8Array): string {
  if (sealed.length < HEAD + TAG || !timingSafeEqual(commitmentTo(own), sealed.subarray(IV, HEAD))) {
    throw new SealBroken(purpose);
  }
  const decipher = createDecipheriv('aes-256-gcm', own, NONCE, { authTagLength: TAG });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(sealed.length - TAG));
  const text = decipher.update(sealed.subarray(HEAD, sealed.length - TAG));
  try {
    decipher.final();
  } catch {
    throw new SealBroken(purpose);
  }
  return text.toString();
}

// `iv` one character a byte.
function ownKey(key: Uint8Array, iv: string): Buffer {
  return Buffer.from(hmac(key, `key\0${iv}`, 'latin1'), 'latin1');
}

function commitmentTo(own: Uint8Array): Buffer {
  return Buffer.from(sha256(own), 'latin1');
}
