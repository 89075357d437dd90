import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { AuditIndexer } from '#libs/audit';
import { LogReader } from '../log/log-reader.js';
import { AUDIT_VERSION, PostgresAuditIndex } from './audit-index.js';
import { AuditIndexBehind } from './audit-behind.js';

/** Milliseconds that a question helps to bring the index up to date. */
const LONGEST = 2000;
const SOMEBODY_ELSE_IS_AT_IT = 15;

/**
 * The position up to which every change is indexed: at least the newest that the log has now. The worker indexes what is recorded
 * before anybody asks; whoever asks sooner does it here.
 * @throws AuditIndexBehind when it takes longer than two seconds
 */
export async function auditedPosition(pool: Pool): Promise<bigint> {
  let { position, head } = await readProgress(pool);
  const last = head;
  const deadline = Date.now() + LONGEST;
  while (position < last) {
    if (Date.now() > deadline) throw new AuditIndexBehind(position, head);
    if (!(await auditStep(pool))) await sleep(SOMEBODY_ELSE_IS_AT_IT);
    ({ position, head } = await readProgress(pool));
  }
  return position;
}

type Work = { readonly indexer: AuditIndexer; running: Promise<boolean> | undefined };

const works = new WeakMap<Pool, Work>();

/** Indexes the next batch of the log; false when there was nothing to do, or another process does it. All who ask at once share one. */
export function auditStep(pool: Pool): Promise<boolean> {
  const work = works.get(pool) ?? begin(pool);
  return (work.running ??= work.indexer.step().finally(() => (work.running = undefined)));
}

function begin(pool: Pool): Work {
  const ports = { log: new LogReader(pool), index: new PostgresAuditIndex(pool) };
  const work: Work = { indexer: new AuditIndexer(ports), running: undefined };
  works.set(pool, work);
  return work;
}

const PROGRESS = `select case when version = $1 then position else 0 end as position,
    (select coalesce(max(position), 0) from log.event) as head
  from audit.checkpoint where id = 1`;

/** How far the index has come, and the log. */
export async function readProgress(pool: Pool): Promise<Readonly<{ position: bigint; head: bigint }>> {
  const query = { name: 'audit_progress', text: PROGRESS, values: [AUDIT_VERSION] };
  const { rows } = await pool.query<{ position: string; head: string }>(query);
  return { position: BigInt(rows[0]?.position ?? 0), head: BigInt(rows[0]?.head ?? 0) };
}
