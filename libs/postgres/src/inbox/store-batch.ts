import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import type { Pool } from 'pg';

const deflated = promisify(deflateRaw);

/** What a request brought, as it came. */
export type NewBatch = Readonly<{ cluster: string; source: 'audit-webhook' | 'watch'; body: Buffer }>;

/** Keeps a batch; when this answers, it is committed. */
export async function storeBatch(pool: Pool, { cluster, source, body }: NewBatch): Promise<void> {
  const small = await deflated(body, { level: constants.Z_BEST_SPEED });
  await pool.query({ name: 'inbox_store', text: STORE, values: [cluster, source, body.length, small] });
}

const STORE = 'insert into inbox.batch (cluster, source, bytes, body) values ($1, $2, $3, $4)';

/** Bytes of batches, as they came, that nothing was taken out of yet. */
export async function inboxBacklog(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>({ name: 'inbox_backlog', text: BACKLOG });
  return Number(rows[0]?.bytes ?? 0);
}

const BACKLOG = 'select coalesce(sum(bytes), 0) as bytes from inbox.batch where done_at is null';
