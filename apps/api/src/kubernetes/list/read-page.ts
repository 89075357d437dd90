import { exactField, type Row, type Selection, selects } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { MOST_PER_PAGE } from './list-options.js';
import type { ListKey, ListQuery, ListSource } from './list-source.js';

/** A list under way: what is wanted, of where, as of when. */
export type ListRun<Facts> = Readonly<{
  source: ListSource<Facts>;
  selection: Selection;
  request: KubernetesRequest;
  at: Date;
  withExtraCells: boolean;
  ports: KubernetesPorts;
}>;

/** Selected objects, rendered, and where to go on when there are more of them. */
export type ListPage = Readonly<{ rows: readonly Row[]; next?: ListKey }>;

/** The next page of at most `size` objects, which is never empty while there are more. */
export async function readPage<Facts>(
  run: ListRun<Facts>,
  after: ListKey | undefined,
  size: number = MOST_PER_PAGE,
): Promise<ListPage> {
  const { source, ports, withExtraCells } = run;
  const query = queryOf(run, after, size + 1);
  const found = await readSelected(run, query, size + 1);
  const facts = found.slice(0, size);
  const rows = await source.render(facts, { ...query, withExtraCells }, ports);
  const last = facts.at(-1);
  return found.length > size && last !== undefined ? { rows, next: keyOf(source.selectable(last)) } : { rows };
}

// One more than the page holds tells whether there are more.
async function readSelected<Facts>(run: ListRun<Facts>, query: ListQuery, size: number): Promise<readonly Facts[]> {
  const { source, selection, ports } = run;
  const found: Facts[] = [];
  let next: ListQuery = query;
  for (;;) {
    const facts = await source.facts(next, ports);
    found.push(...facts.filter((one) => selects(selection, source.selectable(one))));
    const last = facts.at(-1);
    if (facts.length < next.limit || last === undefined || found.length >= size) return found;
    next = { ...next, after: keyOf(source.selectable(last)), limit: MOST_PER_PAGE };
  }
}

/** What a source is asked for next. */
export function queryOf<Facts>(
  { request, selection, at }: ListRun<Facts>,
  after: ListKey | undefined,
  limit: number,
): ListQuery {
  const name = exactField(selection, 'metadata.name');
  const namespace = request.namespace ?? exactField(selection, 'metadata.namespace');
  return {
    request,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    labels: selection.labels,
    at,
    ...(after !== undefined && { after }),
    limit,
  };
}

function keyOf({ namespace, name }: ListKey): ListKey {
  return { namespace, name };
}
