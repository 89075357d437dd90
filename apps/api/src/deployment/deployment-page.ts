import { meets } from '#libs/kubernetes';
import type { DeploymentListCursor, DeploymentListFilter, DeploymentRow, Reads } from '#libs/postgres';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import type { Loaders } from '../graphql/loaders.js';
import { rowsAt } from './state-at.js';

type Wanted = Readonly<{ at: Date; after?: DeploymentListCursor; limit: number }>;

/**
 * Deployments at a moment, with labels and images as they were then. The view can filter by the newest ones alone: for
 * the past it is walked, and every state looked at.
 */
export async function deploymentsAt(
  filter: DeploymentListFilter,
  wanted: Wanted & Readonly<{ past: boolean }>,
  read: Readonly<{ reads: Reads; loaders: Loaders }>,
): Promise<readonly DeploymentRow[]> {
  const { labels, image, ...place } = filter;
  if (!wanted.past || (labels === undefined && image === undefined)) return read.reads.listDeployments(filter, wanted);
  const found: DeploymentRow[] = [];
  let after = wanted.after;
  for (;;) {
    const rows = await read.reads.listDeployments(place, {
      at: wanted.at,
      limit: WALKED_AT_ONCE,
      ...(after && { after }),
    });
    const then = await rowsAt(rows, wanted.at, read);
    found.push(...then.filter((row) => meets(labels ?? [], row.labels) && runsImage(row, image)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < WALKED_AT_ONCE || found.length >= wanted.limit)
      return found.slice(0, wanted.limit);
    after = keyOf(last);
  }
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
