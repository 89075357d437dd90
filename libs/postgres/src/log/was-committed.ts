import type pg from 'pg';
import { LOCK, type Written } from './commit-batch.js';

/**
 * Asks on a new connection whether an interrupted commit was made. Whoever made it held the log until its end, so
 * with the log in hand the answer is final. The transaction's number and the leaf at its first position must both
 * fit: after a fail-over to a standby that missed the commit, another transaction may bear the number.
 */
export async function wasCommitted(client: pg.Client, written: Written): Promise<boolean> {
  const { rows } = await inTransaction(client, async () => {
    await client.query(LOCK);
    const values = [written.transaction, written.position, Buffer.from(written.leafHash, 'hex')];
    return client.query<{ committed: boolean }>(COMMITTED, values);
  });
  return rows[0]?.committed === true;
}

// pg_xact_status fails for numbers not given out yet.
const COMMITTED = `
  select case when $1::xid8 < pg_snapshot_xmax(pg_current_snapshot()) then pg_xact_status($1::xid8) = 'committed' else false end
    and exists (select from log.event where position = $2 and leaf_hash = $3) as committed`;

async function inTransaction<T>(client: pg.Client, ask: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    return await ask();
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}
