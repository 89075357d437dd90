import type { SealedBatch } from '../person/personal-sealer.js';
import type { AppendConnection } from './append-connection.js';
import { insertBatch } from './insert-batch.js';
import { placeBatch, type PlacedBatch } from './place-batch.js';
import type { HeldTip } from './held-tip.js';
import { readTip } from './read-tip.js';
import type { StoredOnce } from './stored-once.js';
import type { EncodedTemplates, TemplateRow } from './template-encoder.js';

/** The commit was on its way when the connection broke: whether it arrived must be asked. */
export class CommitInterrupted extends Error {
  constructor(
    readonly written: Written,
    override readonly cause: unknown,
  ) {
    super('the connection broke during a commit');
  }
}

/** By which a commit is found again, and what it comes to if it was made. */
export type Written = Readonly<{
  transaction: string;
  position: bigint;
  leafHash: string;
  committed: CommittedBatch;
}>;

/** A person was erased since the batch was sealed: it must be sealed anew. */
export class SealsOutdated extends Error {
  constructor() {
    super('a person was erased while a batch was on its way');
  }
}

export type CommittedBatch = PlacedBatch &
  Readonly<{
    templates: readonly TemplateRow[];
    /** Position of the newest event before. */
    base: bigint;
  }>;

export type Batch = Readonly<{
  sealed: SealedBatch;
  templates: EncodedTemplates;
  known: Pick<StoredOnce, 'actors' | 'provenances' | 'tip'>;
}>;

/**
 * Commits a batch in one transaction under the log's lock. The lock is a statement of its own and the log's end is
 * read by later ones: a snapshot from before the lock was granted would not see the holder's commit. Calls `onHeld`
 * once the lock is held.
 * @throws CommitInterrupted when it cannot be told whether the batch was committed; any other error says it was not.
 * @throws SealsOutdated
 */
export async function commitBatch(
  connection: AppendConnection,
  batch: Batch,
  onHeld: () => void,
): Promise<CommittedBatch> {
  const tip = await beginAndRead(connection, batch).catch((error: unknown) => rollBack(connection, error));
  onHeld();
  const placed = placeBatch(batch.sealed.changes, tip);
  const templates = neededTemplates(placed, batch.templates);
  const committed = { ...placed, templates, base: tip.position };
  const [first] = placed.changes;
  if (first === undefined) {
    await connection.query('rollback');
    return committed;
  }
  const { position = 0n, leafHash = '' } = first.events[0] ?? {};
  await commit(connection, placed, { transaction: tip.transaction, position, leafHash, committed });
  return committed;
}

async function beginAndRead(connection: AppendConnection, { sealed, known }: Batch): Promise<HeldTip> {
  const [, tip] = await connection.together(() =>
    Promise.all([connection.query(`begin; ${LOCK}`), readTip(connection, sealed.changes, known)]),
  );
  if (tip.erasures !== sealed.erasures) throw new SealsOutdated();
  return tip;
}

/** The log's one lock, as pg_locks shows it: classid 1919904876 ("roll"), objid 1819240294 ("log"). */
export const LOCK = 'select pg_advisory_xact_lock(1919904876, 1819240294)';

async function commit(connection: AppendConnection, placed: PlacedBatch, written: Written): Promise<void> {
  const [inserted, committing] = connection.together(() => [
    Promise.allSettled(insertBatch(connection, placed, written.committed.templates)),
    connection.query('commit'),
  ]);
  const ended = await committing.catch((error: unknown) => {
    throw new CommitInterrupted(written, error);
  });
  if (ended.command === 'COMMIT') return;
  const failed = (await inserted).find((result) => result.status === 'rejected');
  throw failed?.reason ?? new Error(`the commit was answered with ${ended.command}`);
}

// The connection is sound and the transaction is not; where the connection broke, there is nothing to roll back.
async function rollBack(client: AppendConnection, error: unknown): Promise<never> {
  await client.query('rollback').catch(() => undefined);
  throw error;
}

// A base goes with its delta even when the change that brought the base was refused.
function neededTemplates({ changes }: PlacedBatch, { rows }: EncodedTemplates): TemplateRow[] {
  const needed = new Map<string, TemplateRow>();
  for (const { hash } of changes.flatMap(({ prepared }) => prepared.events.flatMap(({ template }) => template ?? []))) {
    const row = rows.get(hash);
    if (row === undefined) continue;
    const base = row.base === null ? undefined : rows.get(row.base);
    if (base) needed.set(base.hash, base);
    needed.set(row.hash, row);
  }
  return [...needed.values()];
}
