import { join } from 'node:path';
import type { Config } from '#libs/config';
import { openPool, readSigningKeys } from '#libs/postgres';
import { sameHash } from '#libs/proof';
import { ensureSigningKey, nextKeyFile, promoteNextKey, readSigningKey } from '#libs/signing';

/** Where the key that signs tree heads is: where it was said to be, else in the data folder. */
export function signingKeyFile({ signingKeyFile: file, dataFolder }: Config): string {
  return file ?? join(dataFolder, 'signing-key');
}

/** For `serve`: makes the key at the first start, and ends a rotation that was cut off. */
export async function embeddedSigningKey(config: Config, databaseUrl: string): Promise<string> {
  const file = signingKeyFile(config);
  const pool = openPool(databaseUrl, { size: 1, applicationName: 'rollbook key' });
  try {
    await adoptRotatedKey(file, (await readSigningKeys(pool)).at(-1)?.publicKey);
  } finally {
    await pool.end();
  }
  if (config.signingKeyFile === undefined) await ensureSigningKey(file);
  return file;
}

/** A rotation stores the next key first and takes it into use last: what lies between is made up for here. */
export async function adoptRotatedKey(file: string, newest: Uint8Array | undefined): Promise<boolean> {
  const next = await readSigningKey(nextKeyFile(file)).catch(() => undefined);
  if (next === undefined || newest === undefined || !sameHash(next.publicKey, newest)) return false;
  await promoteNextKey(file);
  return true;
}
