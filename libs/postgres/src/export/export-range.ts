import type { ClientBase } from 'pg';
import { findTreeHead, readNewestHead, type TreeHeadRow } from '../tree/tree-rows.js';

/** No head was ever signed: there is nothing to prove an export by. */
export class NoTreeHead extends Error {
  readonly code = 'NoTreeHead';
  constructor() {
    super('no tree head was signed yet: let a worker run that has the signing key, or `rollbook serve`');
  }
}

/** Positions that are not in the log, or that no head is over. */
export class RangeNotSigned extends Error {
  readonly code = 'RangeNotSigned';
  constructor(field: string, asked: number, most: number) {
    super(
      `${field} must be between 1 and ${most}, not ${asked}: only what a tree head is over is exported, and the next one is signed in seconds`,
    );
  }
}

/** What is exported, and the head that proves it: the smallest that is over all of it. */
export type ExportRange = Readonly<{ from: number; to: number; head: TreeHeadRow }>;

/** @throws NoTreeHead, RangeNotSigned */
export async function exportRange(
  client: ClientBase,
  asked: Readonly<{ from?: number | undefined; to?: number | undefined }>,
): Promise<ExportRange> {
  const newest = await readNewestHead(client);
  if (newest === undefined) throw new NoTreeHead();
  const most = Number(newest.size);
  const { from = 1, to = most } = asked;
  check('--to', to, most);
  check('--from', from, to);
  return { from, to, head: (await findTreeHead(client, String(to))) ?? newest };
}

function check(field: string, asked: number, most: number): void {
  if (asked < 1 || asked > most) throw new RangeNotSigned(field, asked, most);
}
