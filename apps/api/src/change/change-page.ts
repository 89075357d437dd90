import { ArgumentInvalid } from '#libs/history';
import type { ChangeListPage, ChangeRow } from '#libs/postgres';
import { backwardPage, forwardPage, type Page, pageSize } from '../graphql/page.js';
import type { TwoWayPageArgs } from '../graphql/page-args.types.js';
import type { Change } from './change.types.js';
import { changeNode } from './change-node.js';

/** A page of the audit list as its arguments ask for it. Its cursors are positions. */
export type ChangePage = Readonly<{ page: ChangeListPage; toPage: (rows: readonly ChangeRow[]) => Page<Change> }>;

/** @throws ArgumentInvalid */
export function changePage({ first, last, after, before }: TwoWayPageArgs): ChangePage {
  const fromEnd = last !== undefined && last !== null;
  if (fromEnd && first !== undefined && first !== null)
    throw new ArgumentInvalid('last', 'cannot be given together with first');
  const size = fromEnd ? pageSize(last, 'last') : pageSize(first);
  const bounds = {
    ...(isGiven(after) && { after: positionIn(after, 'after') }),
    ...(isGiven(before) && { before: positionIn(before, 'before') }),
  };
  const cursorOf = ({ change }: Change): string => change;
  return {
    page: { ...bounds, limit: size + 1, fromEnd },
    toPage: (rows) =>
      fromEnd
        ? backwardPage(rows.map(changeNode), { size, before, cursorOf })
        : forwardPage(rows.map(changeNode), { size, after, cursorOf }),
  };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

/** @throws ArgumentInvalid */
export function positionIn(cursor: string, field: string): string {
  if (/^\d{1,18}$/.test(cursor)) return cursor;
  throw new ArgumentInvalid(
    field,
    `${JSON.stringify(cursor)} is not a cursor of this list: use one that its \`endCursor\` or \`cursor\` gave, or "0" for its start`,
  );
}
