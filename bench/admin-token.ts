import { openPool, PostgresTokens } from '#libs/postgres';

/** A token that may do everything. */
export async function adminToken(databaseUrl: string): Promise<string> {
  const pool = openPool(databaseUrl, { size: 1 });
  try {
    const owner = { name: 'bench', subject: 'bench', groups: ['rollbook:admins'] };
    return (await new PostgresTokens(pool).create(owner)).token;
  } finally {
    await pool.end();
  }
}
