import type { JsonObject } from '#libs/kubernetes';
import { selectableOf } from '#libs/kubernetes-api';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { ListQuery, ListSource } from '../list/list-source.js';
import { listNamespaces } from './namespaces.js';
import { plainObject, shownObject } from './shown-object.js';

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

type Key = Readonly<{ namespace: string; name: string }>;

// They come in their order already.
function pageOf<Item extends Key>(items: readonly Item[], { after, limit }: ListQuery): readonly Item[] {
  const following = after === undefined ? items : items.filter((item) => isAfter(item, after));
  return following.slice(0, limit);
}

function isAfter(item: Key, after: Key): boolean {
  return item.namespace === after.namespace
    ? Buffer.compare(Buffer.from(item.name), Buffer.from(after.name)) > 0
    : Buffer.compare(Buffer.from(item.namespace), Buffer.from(after.namespace)) > 0;
}
