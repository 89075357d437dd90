import type { JsonObject } from '#libs/kubernetes';
import { selectableOf } from '#libs/kubernetes-api';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { ListQuery, ListSource } from '../list/list-source.js';
import { pageOf } from './object-key.js';
import { listNamespaces } from './namespaces.js';
import { plainObject } from './plain-object.js';
import { shownObject } from './shown-object.js';

/** Services as lists show them. */
export const SERVICES: ListSource<JsonObject> = {
  facts: async (query, { reads }) => {
    const { request, namespace, name, at } = query;
    const wanted = { ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
    const rows = await reads.listObjects({ cluster: request.cluster, kind: 'Service', ...wanted }, at);
    return pageOf(rows, query).map((row) => shownObject('Service', plainObject(row), at));
  },
  selectable: (object) => selectableOf('services', object),
  render: (objects) => Promise.resolve(objects.map((object) => ({ object }))),
};

/** Namespaces as lists show them. */
export const NAMESPACES: ListSource<JsonObject> = {
  facts: async (query: ListQuery, ports: KubernetesPorts) => {
    const known = await listNamespaces(ports, query.request.cluster, query.at);
    const wanted = known.filter(({ name }) => query.name === undefined || name === query.name);
    return pageOf(
      wanted.map((namespace) => ({ ...namespace, namespace: '' })),
      query,
    ).map(({ object }) => object);
  },
  selectable: (object) => selectableOf('namespaces', object),
  render: (objects) => Promise.resolve(objects.map((object) => ({ object }))),
};
