import { notFound } from '#libs/kubernetes-api';
import { ok } from '../answer.js';
import type { Handler } from '../handler.js';
import type { ListSource } from '../list/list-source.js';

/** `GET …/NAME` of what a source has. */
export function getOf<Facts>(source: ListSource<Facts>): Handler {
  return async (request, ports) => {
    const { namespace = '', name = '', served, now } = request;
    const query = { request, namespace, name, labels: [], at: now, limit: 1, withExtraCells: false };
    const [row] = await source.render(await source.facts(query, ports), query, ports);
    if (row === undefined) throw notFound(served, name);
    return ok(row.object);
  };
}
