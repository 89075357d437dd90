import type { Moment, RevisionRow } from './view-writes.js';

/** Revision numbers given so far, as far as they can still change; `borne` is the place in `rows` by ReplicaSet. */
export type RevisionLog = Readonly<{ rows: RevisionRow[]; borne: Map<string, number> }>;

export function beginRevisionLog(rows: readonly RevisionRow[]): RevisionLog {
  const log: RevisionLog = { rows: [...rows], borne: new Map() };
  rows.forEach((row, index) => isBorne(row) && log.borne.set(row.replicaSet, index));
  return log;
}

/** A ReplicaSet bears a number; nothing happens when it bore it before. */
export function giveNumber({ rows, borne }: RevisionLog, given: Omit<RevisionRow, 'restoredFrom'>): void {
  const before = bearer({ rows, borne }, given.replicaSet);
  if (before?.row.number === given.number) return;
  if (before) rows[before.index] = { ...before.row, supersededBy: given.number, supersededAt: given.createdAt };
  borne.set(given.replicaSet, rows.length);
  rows.push({ ...given, ...(before && { restoredFrom: before.row.number }) });
}

/** A ReplicaSet is gone, and the number it bore with it. */
export function forgetNumber({ rows, borne }: RevisionLog, replicaSet: string, at: Moment): void {
  const before = bearer({ rows, borne }, replicaSet);
  if (before === undefined) return;
  rows[before.index] = { ...before.row, forgottenAt: at };
  borne.delete(replicaSet);
}

/** Rows that a later change can still alter, or that a cut at this moment would take away. */
export function unsettledRevisions({ rows }: RevisionLog, at: Moment): readonly RevisionRow[] {
  return rows.filter((row) => isBorne(row) || row.createdAt >= at);
}

function bearer({ rows, borne }: RevisionLog, replicaSet: string) {
  const index = borne.get(replicaSet);
  const row = index === undefined ? undefined : rows[index];
  return index === undefined || row === undefined ? undefined : { index, row };
}

function isBorne({ supersededAt, forgottenAt }: RevisionRow): boolean {
  return supersededAt === undefined && forgottenAt === undefined;
}
