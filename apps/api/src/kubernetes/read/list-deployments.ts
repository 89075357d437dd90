import { groupVersion, renderList } from '#libs/kubernetes-api';
import type { Handler } from '../handler.js';
import { ok } from '../answer.js';
import { deploymentObjects } from './deployment-objects.js';
import { positionVersion } from './resource-version.js';

/** `GET …/deployments`, of one namespace or of all. */
export const listDeployments: Handler = async ({ cluster, namespace, served, now }, ports) => {
  const filter = { cluster, ...(namespace !== undefined && { namespace }), includeDeleted: false };
  const rows = await ports.reads.listDeployments(filter, { at: now, limit: 500 });
  const items = await deploymentObjects(rows, ports);
  const resourceVersion = positionVersion(await ports.store.head());
  return ok(renderList({ kind: served.kind, apiVersion: groupVersion(served) }, items, { resourceVersion }));
};
