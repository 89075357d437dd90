import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPool, PostgresTokens } from '#libs/postgres';

export type AdminToken = Readonly<{ file: string; text: string; state: 'kept' | 'made' | 'revoked' }>;

/**
 * The token that the first start writes for whoever can read the data folder. It is made anew when the database does not
 * know it, and not when somebody revoked it.
 */
export async function ensureAdminToken(databaseUrl: string, dataFolder: string): Promise<AdminToken> {
  const file = join(dataFolder, 'token');
  const pool = openPool(databaseUrl, { size: 1, applicationName: 'rollbook token' });
  try {
    const tokens = new PostgresTokens(pool);
    const known = (await readFile(file, 'utf8').catch(() => '')).trim();
    const state = known === '' ? 'unknown' : await tokens.stateOf(known);
    if (state !== 'unknown') return { file, text: known, state: state === 'revoked' ? 'revoked' : 'kept' };
    const { token } = await tokens.create({ name: 'admin', subject: 'admin', groups: ['rollbook:admins'] });
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, `${token}\n`, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
    return { file, text: token, state: 'made' };
  } finally {
    await pool.end();
  }
}
