import { notFound } from '#libs/kubernetes-api';
import { ok } from '../answer.js';
import type { Handler } from '../handler.js';
import { findNamespace } from './namespaces.js';
import { plainObject } from './plain-object.js';
import { shownObject } from './shown-object.js';

/** `GET …/services/NAME`. */
export const getService: Handler = async ({ cluster, namespace = '', name = '', served, now }, { reads }) => {
  const row = await reads.findObject({ cluster, kind: 'Service', namespace, name }, now);
  if (row === undefined) throw notFound(served, name);
  return ok(shownObject('Service', plainObject(row), now));
};

/** `GET /api/v1/namespaces/NAME`. */
export const getNamespace: Handler = async ({ cluster, name = '', served, now }, ports) => {
  const known = await findNamespace(ports, { cluster, name }, now);
  if (known === undefined) throw notFound(served, name);
  return ok(known.object);
};
