import { notFound } from '#libs/kubernetes-api';
import { ok } from '../answer.js';
import type { Handler } from '../handler.js';
import type { ListSource } from '../list/list-source.js';
import { behindWarnings } from './behind.js';

/** `GET …/NAME` of what a source has. */
export function getOf<Facts>(source: ListSource<Facts>): Handler {
  return async (request, ports) => {
    const { namespace = '', name = '', served, now } = request;
    const query = { request, namespace, name, labels: [], at: now, limit: 1, withExtraCells: false };
    const [{ unseen }, facts] = await Promise.all([ports.reads.readListVersion(now), source.facts(query, ports)]);
    const [row] = await source.render(facts, query, ports);
    if (row === undefined) throw notFound(served, name);
    return { ...ok(row.object), warnings: behindWarnings(unseen, now) };
  };
}
