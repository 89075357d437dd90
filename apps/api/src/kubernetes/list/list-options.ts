import { parseLabelSelector } from '#libs/kubernetes';
import { parseFieldSelector, type ResourceKey, type Selection } from '#libs/kubernetes-api';
import { queryNumber } from '../http/query-number.js';
import { type ContinueToken, readToken } from './continue-token.js';

/** Objects of one page: more are had with the continue token. */
export const MOST_PER_PAGE = 500;

/** How a list is asked for (meta/v1 `ListOptions`), apart from the versions. */
export type ListOptions = Readonly<{
  selection: Selection;
  /** Undefined: all of them, however many. */
  limit: number | undefined;
  token: ContinueToken | undefined;
}>;

export function parseListOptions(query: URLSearchParams, resource: ResourceKey): ListOptions {
  const limit = queryNumber(query, 'limit');
  const token = query.get('continue') ?? '';
  return {
    selection: parseSelection(query, resource),
    limit: limit > 0 ? Math.min(limit, MOST_PER_PAGE) : undefined,
    token: token === '' ? undefined : readToken(token),
  };
}

/** The selectors of a list, a watch or a deletion of many. */
export function parseSelection(query: URLSearchParams, resource: ResourceKey): Selection {
  return {
    labels: parseLabelSelector(query.get('labelSelector') ?? ''),
    fields: parseFieldSelector(query.get('fieldSelector') ?? '', resource),
  };
}
