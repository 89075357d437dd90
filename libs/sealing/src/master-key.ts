import { readFile } from 'node:fs/promises';

/** The file named by ROLLBOOK_MASTER_KEY does not hold a key. */
export class MasterKeyUnreadable extends Error {
  readonly code = 'MasterKeyUnreadable';
  constructor(file: string, reason: string) {
    super(`ROLLBOOK_MASTER_KEY names ${file}, ${reason}: make one with \`openssl rand -base64 32\``);
  }
}

/**
 * The master key in a file: 32 bytes in base64. Undefined where no file is named.
 * @throws MasterKeyUnreadable
 */
export async function readMasterKey(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new MasterKeyUnreadable(file, `which cannot be read (${error instanceof Error ? error.message : ''})`);
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new MasterKeyUnreadable(file, 'which is not 32 bytes in base64');
  return key;
}
