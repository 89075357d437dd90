import { type JsonObject, objectOf, type Requirement } from '#libs/kubernetes';
import type { KubernetesPorts, KubernetesRequest } from '../../apps/api/src/kubernetes/kubernetes-request.js';
import type { ListKey, ListSource, RenderQuery } from '../../apps/api/src/kubernetes/list/list-source.js';
import { START } from './history.js';

/** What is asked of a list, so many seconds after START. */
export type Asked = Readonly<{
  seconds?: number;
  labels?: readonly Requirement[];
  name?: string;
  /** Of kubectl, as its header says. */
  command?: string;
  limit?: number;
  fieldSelector?: string;
}>;

/** All objects of a source, so many at a time. */
export async function listed<Facts>(
  source: ListSource<Facts>,
  ports: KubernetesPorts,
  asked: Asked,
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  for (let key: ListKey | undefined; ;) {
    const query = queryOf(asked, key);
    const facts = await source.facts(query, ports);
    found.push(...(await source.render(facts, query, ports)).map(({ object }) => object));
    const last = facts.at(-1);
    if (facts.length < query.limit || last === undefined) return found;
    key = source.selectable(last);
  }
}

export function queryOf(asked: Asked, key?: ListKey): RenderQuery {
  const { seconds = 0, labels = [], name, limit = 500 } = asked;
  const request = requestOf(asked);
  const at = new Date(START + seconds * 1000);
  const page = { ...(name !== undefined && { name }), ...(key && { after: key }), limit };
  return { request, labels, at, ...page, withExtraCells: false };
}

function requestOf({ command, fieldSelector = '' }: Asked): KubernetesRequest {
  const query = new URLSearchParams({ fieldSelector });
  const provenance = { ...(command !== undefined && { command }) };
  return { cluster: 'default', resource: 'events', query, provenance } as unknown as KubernetesRequest;
}

export function namesOf(objects: readonly JsonObject[]): readonly string[] {
  return objects.map(({ metadata }) => objectOf(metadata).name as string);
}
