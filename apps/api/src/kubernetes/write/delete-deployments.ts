import { type JsonObject } from '#libs/kubernetes';
import { groupVersion, methodNotAllowed } from '#libs/kubernetes-api';
import { ok } from '../answer.js';
import type { Handler } from '../handler.js';
import { parseSelection } from '../list/list-options.js';
import type { ListKey } from '../list/list-source.js';
import { readPage } from '../list/read-page.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { DEPLOYMENTS } from '../read/list-deployments.js';
import { positionVersion } from '../read/resource-version.js';
import { deleteOptions } from './delete-options.js';
import { writeDeployment } from './write-deployment.js';

/** Deletions under way at a time: each is a change of its own, and the log commits those that wait together. */
const AT_ONCE = 10;

/** `DELETE …/deployments`: all that the selectors say, of one namespace. It answers with what it deleted. */
export const deleteDeployments: Handler = async (request, ports) => {
  const { served, namespace } = request;
  if (namespace === undefined) throw methodNotAllowed(served);
  const { dryRun, propagationPolicy } = deleteOptions(request);
  const items: JsonObject[] = [];
  const names = [...(await selectedNames(request, ports))];
  while (names.length > 0) {
    const deleted = names.splice(0, AT_ONCE).map(async (name) => {
      const { live } = await writeDeployment(request, ports, {
        ...{ name, dryRun, writer: { manager: 'unknown' } },
        command: () => ({ kind: 'DeleteDeployment', propagationPolicy }),
      });
      return live?.object ?? {};
    });
    items.push(...(await Promise.all(deleted)));
  }
  const resourceVersion = positionVersion(await ports.store.head());
  return ok({
    kind: `${served.kind}List`,
    apiVersion: groupVersion(served),
    metadata: { resourceVersion },
    items: items.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
  });
};

async function selectedNames(request: KubernetesRequest, ports: KubernetesPorts): Promise<readonly string[]> {
  const selection = parseSelection(request.query, request.resource);
  const run = { source: DEPLOYMENTS, selection, request, at: request.now, withExtraCells: false, ports };
  const names: string[] = [];
  let after: ListKey | undefined;
  do {
    const { rows, next } = await readPage(run, after);
    names.push(...rows.map(({ object }) => nameOf(object)));
    after = next;
  } while (after !== undefined);
  return names;
}

function nameOf({ metadata }: JsonObject): string {
  return (metadata as Readonly<{ name: string }>).name;
}
