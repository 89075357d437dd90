import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The database's password, made at random on the first start; only its owner can read the file. */
export async function readOrMakePassword(dataFolder: string): Promise<Readonly<{ password: string; isNew: boolean }>> {
  const file = join(dataFolder, 'postgres-password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.trim() !== '') return { password: known.trim(), isNew: false };
  const password = randomBytes(24).toString('base64url');
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return { password, isNew: true };
}
