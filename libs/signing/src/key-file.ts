import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeSigningKey, parseSigningKey, type SigningKey } from './ed25519.js';

/** A file that should hold a signing key does not. */
export class SigningKeyUnreadable extends Error {
  readonly code = 'SigningKeyUnreadable';
  constructor(file: string, reason: string) {
    super(
      `${file} should hold the key that signs tree heads: ${reason}; make one with \`rollbook key create ${file}\``,
    );
  }
}

/** There is a key where another one should be written. */
export class SigningKeyExists extends Error {
  readonly code = 'SigningKeyExists';
  constructor(file: string) {
    super(`${file} exists: a signing key is never written over`);
  }
}

/** @throws SigningKeyUnreadable */
export async function readSigningKey(file: string): Promise<SigningKey> {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SigningKeyUnreadable(file, error instanceof Error ? error.message : String(error));
  });
  const key = parseSigningKey(pem);
  if (key === undefined) throw new SigningKeyUnreadable(file, 'it is not an Ed25519 private key in PEM');
  return key;
}

/**
 * Makes a key and keeps it in a file for its owner alone.
 * @throws SigningKeyExists
 */
export async function createSigningKey(file: string): Promise<SigningKey> {
  const key = makeSigningKey();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const whole = `${file}.${process.pid}`;
  await writeFile(whole, key.toPem(), { mode: 0o600, flush: true, flag: 'wx' });
  try {
    await link(whole, file); // unlike a rename, it fails where there is one
  } catch (error) {
    throw isExisting(error) ? new SigningKeyExists(file) : error;
  } finally {
    await rm(whole, { force: true });
  }
  return key;
}

function isExisting(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

/** The key in the file; made where there is none. */
export async function ensureSigningKey(file: string): Promise<SigningKey> {
  try {
    return await createSigningKey(file);
  } catch (error) {
    if (!(error instanceof SigningKeyExists)) throw error;
    return await readSigningKey(file);
  }
}

/** Where the next key waits until the database has it. */
export function nextKeyFile(file: string): string {
  return `${file}.next`;
}

/** Puts the next key in the place of the one before it. */
export async function promoteNextKey(file: string): Promise<void> {
  await rename(nextKeyFile(file), file);
}
