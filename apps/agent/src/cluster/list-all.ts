import type { ClusterObject } from '#libs/sighting';
import type { Cluster } from './cluster.js';

const PAGE = 500;

/** A page of a list, and the version of the whole list. */
export type ListPage = Readonly<{ items: readonly ClusterObject[]; resourceVersion: string }>;

/**
 * All objects of a path as they were at one moment, page by page.
 * @throws ClusterError, 410 when the pages took too long: the list begins anew then
 */
export async function* listAll(
  cluster: Pick<Cluster, 'get'>,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<ListPage, void> {
  let token: string | undefined;
  do {
    const query = { limit: String(PAGE), ...(token !== undefined && { continue: token }) };
    const { metadata, items } = (await cluster.get(path, query, signal)) as ListBody;
    yield { items: items ?? [], resourceVersion: metadata.resourceVersion };
    token = metadata.continue === '' ? undefined : metadata.continue;
  } while (token !== undefined);
}

type ListBody = Readonly<{
  metadata: Readonly<{ resourceVersion: string; continue?: string }>;
  items?: readonly ClusterObject[] | null;
}>;
