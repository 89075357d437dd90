import type { JsonObject } from '#libs/kubernetes';
import type { Discoverable, Verb } from '../discovery/verbs.js';
import { groupVersion, type GroupVersionKind, type ServedResource } from '../resource/served-resource.js';
import { operationOf } from './operation.js';

/** What can be asked for under the paths of a resource, as OpenAPI tells it. */
export function resourcePaths({ served, verbs, subresources }: Discoverable<ServedResource>): JsonObject {
  const { group, resource, namespaced } = served;
  const root = `${group === '' ? '/api' : '/apis'}/${groupVersion(served)}`;
  const many = namespaced ? `${root}/namespaces/{namespace}/${resource}` : `${root}/${resource}`;
  const below = Object.entries(subresources).map(([name, taken]) => [
    `${many}/{name}/${name}`,
    pathItem(taken, ONE, served.subresources[name] ?? served, many),
  ]);
  const entries = [
    ...(namespaced ? [[`${root}/${resource}`, pathItem(verbs, ['list'], served, root)]] : []),
    [many, pathItem(verbs, MANY, served, many)],
    [`${many}/{name}`, pathItem(verbs, ONE, served, many)],
    ...below,
  ] as const;
  return Object.fromEntries(entries) as JsonObject;
}

const MANY: readonly Verb[] = ['list', 'create', 'deletecollection'];
const ONE: readonly Verb[] = ['get', 'update', 'patch', 'delete'];

const METHODS: Readonly<Record<Verb, string>> = {
  create: 'post',
  delete: 'delete',
  deletecollection: 'delete',
  get: 'get',
  list: 'get',
  patch: 'patch',
  update: 'put',
  watch: 'get',
};

function pathItem(taken: readonly Verb[], here: readonly Verb[], kind: GroupVersionKind, path: string): JsonObject {
  const operations = here
    .filter((verb) => taken.includes(verb))
    .map((verb) => [METHODS[verb], operationOf(verb, kind)] as const);
  const names = [...(path.includes('{namespace}') ? ['namespace'] : []), ...(here === ONE ? ['name'] : [])];
  const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  return { ...Object.fromEntries(operations), ...(parameters.length > 0 && { parameters }) };
}
