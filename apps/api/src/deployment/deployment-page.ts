import { meets } from '#libs/kubernetes';
import type { DeploymentListCursor, DeploymentListFilter, DeploymentRow, Reads } from '#libs/postgres';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import type { Loaders } from '../graphql/loaders.js';
import { rowsAt } from './state-at.js';

type Wanted = Readonly<{ at: Date; after?: DeploymentListCursor; limit: number }>;
type Sources = Readonly<{ reads: Reads; loaders: Loaders; past: boolean }>;

/**
 * Deployments at a moment, with labels and images as they were then. The view can filter by the newest ones alone: for
 * the past it is walked, and every state looked at.
 */
export function deploymentsAt(
  filter: DeploymentListFilter,
  wanted: Wanted,
  sources: Sources,
): Promise<readonly DeploymentRow[]> {
  const isOfState = filter.labels !== undefined || filter.image !== undefined;
  return sources.past && isOfState ? walk(filter, wanted, sources) : sources.reads.listDeployments(filter, wanted);
}

async function walk(
  filter: DeploymentListFilter,
  { at, limit, after: start }: Wanted,
  sources: Sources,
): Promise<readonly DeploymentRow[]> {
  const { labels, image, ...place } = filter;
  const found: DeploymentRow[] = [];
  for (let after = start; found.length < limit;) {
    const rows = await sources.reads.listDeployments(place, { at, limit: WALKED_AT_ONCE, ...(after && { after }) });
    const then = await rowsAt(rows, at, sources);
    found.push(...then.filter((row) => meets(labels ?? [], row.labels) && runsImage(row, image)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < WALKED_AT_ONCE) break;
    after = keyOf(last);
  }
  return found.slice(0, limit);
}

const WALKED_AT_ONCE = 500;

export function encodeDeploymentCursor(row: DeploymentRow): string {
  return encodeCursor('deployment', ...keyOf(row));
}

/** @throws ArgumentInvalid */
export function decodeDeploymentCursor(cursor: string): DeploymentListCursor {
  return decodeCursor<DeploymentListCursor>(cursor, 'deployment', ['', '', '', 0]);
}

function keyOf({ cluster, namespace, name, streamId }: DeploymentRow): DeploymentListCursor {
  return [cluster, namespace, name, streamId];
}

function runsImage({ images }: DeploymentRow, image: string | undefined): boolean {
  if (image === undefined) return true;
  return image.endsWith('*') ? images.some((used) => used.startsWith(image.slice(0, -1))) : images.includes(image);
}
