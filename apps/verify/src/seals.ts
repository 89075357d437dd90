import { createDecipheriv } from 'node:crypto';
import { sha256 } from './sha256.js';

const IV = 16;
const COMMITMENT = 32;
const TAG = 16;
const BODY = IV + COMMITMENT;
const NONCE = Buffer.alloc(12);

/**
 * Opens a sealed text (docs/adr/0010) with the key that is shown for it: 16 bytes, the SHA-256 of that key, the text under
 * AES-256-GCM, its tag. Undefined when the key is another one, or the text was altered.
 */
export function openSeal(key: string, purpose: string, sealed: string): string | undefined {
  const [own, bytes] = [Buffer.from(key, 'base64'), Buffer.from(sealed, 'base64')];
  if (bytes.length < BODY + TAG || !sha256(own).equals(bytes.subarray(IV, BODY))) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', own, NONCE, { authTagLength: TAG });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(bytes.length - TAG));
  const text = decipher.update(bytes.subarray(BODY, bytes.length - TAG));
  try {
    decipher.final();
  } catch {
    return undefined; // what the tag does not vouch for
  }
  return text.toString();
}
