import type { JsonObject } from '#libs/kubernetes';
import { selectableOf } from '#libs/kubernetes-api';
import type { ObjectRow } from '#libs/postgres';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { ListQuery, ListSource } from '../list/list-source.js';
import { pageOf } from './object-key.js';
import { listNamespaces } from './namespaces.js';
import { plainObject } from './plain-object.js';
import { shownObject } from './shown-object.js';

/** Services as lists show them. */
export const SERVICES: ListSource<JsonObject> = {
  facts: async (query, ports) =>
    (await serviceRows(query, ports)).map((row) => shownObject('Service', plainObject(row), query.at)),
  count: async (query, ports) => (await serviceRows({ ...query, limit: Infinity }, ports)).length,
  selectable: (object) => selectableOf('services', object),
  render: (objects) => Promise.resolve(objects.map((object) => ({ object }))),
};

async function serviceRows(query: ListQuery, { reads }: KubernetesPorts): Promise<readonly ObjectRow[]> {
  const { request, namespace, name, at } = query;
  const wanted = { ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
  return pageOf(await reads.listObjects({ cluster: request.cluster, kind: 'Service', ...wanted }, at), query);
}

/** Namespaces as lists show them. */
export const NAMESPACES: ListSource<JsonObject> = {
  facts: namespacesOf,
  count: async (query, ports) => (await namespacesOf({ ...query, limit: Infinity }, ports)).length,
  selectable: (object) => selectableOf('namespaces', object),
  render: (objects) => Promise.resolve(objects.map((object) => ({ object }))),
};

async function namespacesOf(query: ListQuery, ports: KubernetesPorts): Promise<readonly JsonObject[]> {
  const known = await listNamespaces(ports, query.request.cluster, query.at);
  const wanted = known.filter(({ name }) => query.name === undefined || name === query.name);
  return pageOf(
    wanted.map((namespace) => ({ ...namespace, namespace: '' })),
    query,
  ).map(({ object }) => object);
}
