import type { JsonObject } from '#libs/kubernetes';
import { groupVersion, methodNotAllowed, RequestRefused } from '#libs/kubernetes-api';
import { isRefusal } from '#libs/program';
import { ok } from '../answer.js';
import type { Handler } from '../handler.js';
import { parseSelection } from '../list/list-options.js';
import type { ListKey, ListSource } from '../list/list-source.js';
import { readPage } from '../list/read-page.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { positionVersion } from '../read/resource-version.js';

/** Deletions under way at a time: each is a change of its own, and the log commits those that wait together. */
const AT_ONCE = 10;

/**
 * `DELETE` without a name: all that the selectors say, of one namespace, each as if it had been deleted alone. It answers with what
 * it deleted; what somebody else deleted meanwhile is passed over.
 */
export function deleteCollection<Facts>(source: ListSource<Facts>, deleteOne: Handler): Handler {
  return async (request, ports) => {
    const { served, namespace } = request;
    if (namespace === undefined) throw methodNotAllowed(served);
    const items: JsonObject[] = [];
    const objects = [...(await selected(source, request, ports))];
    while (objects.length > 0) {
      const deleted = objects.splice(0, AT_ONCE).map(async (object) => {
        const isDeleted = await tried(deleteOne({ ...request, verb: 'delete', name: nameOf(object) }, ports));
        return isDeleted ? [object] : [];
      });
      items.push(...(await Promise.all(deleted)).flat());
    }
    const resourceVersion = positionVersion(await ports.store.head());
    return ok({
      kind: `${served.kind}List`,
      apiVersion: groupVersion(served),
      metadata: { resourceVersion },
      items: items.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
    });
  };
}

async function tried(deletion: Promise<unknown>): Promise<boolean> {
  try {
    await deletion;
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  if (error instanceof RequestRefused) return error.status.reason === 'NotFound';
  return isRefusal(error) && ['DeploymentNotFound', 'ObjectNotFound'].includes(error.code);
}

async function selected<Facts>(
  source: ListSource<Facts>,
  request: KubernetesRequest,
  ports: KubernetesPorts,
): Promise<readonly JsonObject[]> {
  const selection = parseSelection(request.query, request.resource);
  const run = { source, selection, request, at: request.now, withExtraCells: false, ports };
  const objects: JsonObject[] = [];
  let after: ListKey | undefined;
  do {
    const { rows, next } = await readPage(run, after);
    objects.push(...rows.map(({ object }) => object));
    after = next;
  } while (after !== undefined);
  return objects;
}

function nameOf({ metadata }: JsonObject): string {
  return (metadata as Readonly<{ name: string }>).name;
}
