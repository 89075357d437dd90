import { CannotVerify, Fault } from './fault.js';
import type { Head } from './head.js';
import type { Key } from './key-chain.js';

/** What the verifier knows from elsewhere. */
export type Trust = Readonly<{
  /** A key of the log: its fingerprint, its 32 bytes in base64, or its verifier key as signed notes have it. */
  key: string | undefined;
  /** A head kept from before: the log must have grown from it. */
  head: Head | undefined;
}>;

/** The trusted key as its fingerprint or in base64. @throws CannotVerify */
export function readKeyName(text: string): string {
  const name = text.trim();
  if (/^[0-9a-f]{64}$/.test(name) || /^[A-Za-z0-9+/]{43}=$/.test(name)) return name;
  const bytes = Buffer.from(/^[^+\s]+\+[0-9a-f]{8}\+([A-Za-z0-9+/]+={0,2})$/.exec(name)?.[1] ?? '', 'base64');
  if (bytes.length === 33 && bytes[0] === 1) return bytes.subarray(1).toString('base64');
  throw new CannotVerify(
    `--key ${JSON.stringify(name)} is no key: give the fingerprint (64 digits), the public key in base64, or the note key of \`rollbook key list\``,
  );
}

/**
 * Whoever made a key named it after the one they trust: the newest head must be signed by the trusted key or by one
 * that follows it.
 * @throws Fault
 */
export function checkSigner(
  trusted: string,
  keys: readonly Key[],
  newest: Readonly<{ signer: Key; size: number }>,
): void {
  const index = keys.findIndex(({ fingerprint, publicKey }) => fingerprint === trusted || publicKey === trusted);
  const { signer, size } = newest;
  if (index < 0) {
    throw new Fault(
      size,
      `the head of ${size} events is signed by ${signer.fingerprint}, and the key you trust is none of this log's: it is another log, or a forged one`,
    );
  }
  if (signer.number > index) return;
  throw new Fault(
    size,
    `the head of ${size} events is signed by key ${signer.number}, which was replaced by the key you trust: whatever came after was cut off, or this is a forgery with an old key`,
  );
}
