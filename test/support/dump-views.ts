import { openPool } from '#libs/postgres';

const TABLES = `select table_name as name from information_schema.tables where table_schema = 'view' order by 1`;

/** Every row of every view as text, in one order: two dumps are equal when the views are, byte for byte. */
export async function dumpViews(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const pool = openPool(url);
  try {
    const { rows: tables } = await pool.query<{ name: string }>(TABLES);
    const dump: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const { rows } = await pool.query<{ row: string }>(`select t::text as row from view.${name} t order by 1`);
      dump[name] = rows.map(({ row }) => row);
    }
    return dump;
  } finally {
    await pool.end();
  }
}
