import type { Pool } from 'pg';
import type { ChangeListFilter, ChangeListPage } from '../read/change-list-filter.js';
import { auditedPosition } from './audit-catch-up.js';
import { blocksBetween, windowsOf } from './blocks.js';
import { blocksDuring } from './blocks-during.js';
import { imageAsked } from './image-asked.js';
import { actorsAsked, membersAsked, placesAsked } from './known-numbers.js';
import { lookStatement, type Search } from './look-statement.js';

/**
 * The numbers of the changes of a page, by the audit index, in position order. The log is looked through stretch by stretch from the
 * page's end on, until the page is full: of each stretch the index says which changes have all that is asked for.
 * @throws AuditIndexBehind, ImagesTooMany
 */
export async function findChanges(
  pool: Pool,
  filter: ChangeListFilter,
  page: ChangeListPage,
): Promise<readonly string[]> {
  const last = await auditedPosition(pool);
  const [places, actors, members, image, windows] = await Promise.all([
    placesAsked(pool, filter),
    actorsAsked(pool, filter),
    membersAsked(pool, filter),
    imageAsked(pool, filter),
    windowsAsked(pool, { filter, page }, last),
  ]);
  const statement = lookStatement({ filter, page }, { places, actors, members, image }, windows);
  if (statement === undefined) return [];
  const { rows } = await pool.query<{ change: string }>(statement);
  return rows.map(({ change }) => change).sort((a, b) => Number(BigInt(a) - BigInt(b)));
}

async function windowsAsked(pool: Pool, { filter, page }: Search, position: bigint): Promise<readonly string[]> {
  const first = BigInt(page.after ?? 0) + 1n;
  const before = page.before === undefined ? position : BigInt(page.before) - 1n;
  const last = before < position ? before : position;
  if (last < first) return [];
  const isAnyTime = filter.since === undefined && filter.until === undefined;
  const blocks = isAnyTime ? blocksBetween(first, last) : await blocksDuring(pool, filter, [first, last]);
  return windowsOf(blocks, page.fromEnd);
}
