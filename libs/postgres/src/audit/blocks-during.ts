import type { Pool } from 'pg';
import { blockOf } from './blocks.js';

// Most changes are recorded when they occur, so that a time is in few blocks.
const DURING = `select block from audit.block
  where block between $1 and $2 and earliest < $3::timestamptz and latest >= $4::timestamptz order by block`;

/** The blocks between two positions with a change that occurred from one moment on and before another, ascending. */
export async function blocksDuring(
  pool: Pool,
  { since = '-infinity', until = 'infinity' }: Readonly<{ since?: Date | string; until?: Date | string }>,
  [first, last]: readonly [bigint, bigint],
): Promise<readonly number[]> {
  const values = [blockOf(first), blockOf(last), until, since];
  const { rows } = await pool.query<{ block: number }>({ name: 'audit_during', text: DURING, values });
  return rows.map(({ block }) => block);
}
