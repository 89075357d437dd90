import { ArgumentInvalid } from '#libs/history';
import type { TreeHeadPage } from '#libs/postgres';
import { positionIn } from '../change/change-page.js';
import { backwardPage, forwardPage, type Page, pageSize } from '../graphql/page.js';
import type { TwoWayPageArgs } from '../graphql/page-args.types.js';
import type { TreeHead } from './proof.types.js';

/**
 * A page of the heads as its arguments ask for it. Its cursors are sizes.
 * @throws ArgumentInvalid
 */
export function headPage({ first, last, after, before }: TwoWayPageArgs): Readonly<{
  page: TreeHeadPage;
  toPage: (heads: readonly TreeHead[]) => Page<TreeHead>;
}> {
  const fromEnd = typeof last === 'number';
  if (fromEnd && typeof first === 'number') {
    throw new ArgumentInvalid('last', 'cannot be given together with first');
  }
  const size = fromEnd ? pageSize(last, 'last') : pageSize(first);
  const bounds = {
    ...(typeof after === 'string' && { after: positionIn(after, 'after') }),
    ...(typeof before === 'string' && { before: positionIn(before, 'before') }),
  };
  const cursorOf = (head: TreeHead): string => head.size;
  return {
    page: { ...bounds, limit: size + 1, fromEnd },
    toPage: (heads) =>
      fromEnd ? backwardPage(heads, { size, before, cursorOf }) : forwardPage(heads, { size, after, cursorOf }),
  };
}
