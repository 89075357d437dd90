import type { JsonObject } from '#libs/kubernetes';
import { notFound } from '#libs/kubernetes-api';
import type { Handler } from '../handler.js';
import { ok } from '../answer.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { deploymentObjects } from './deployment-objects.js';

/** `GET …/deployments/NAME`. */
export const getDeployment: Handler = async ({ cluster, namespace = '', name = '', served, now }, ports) => {
  const object = await findDeploymentObject({ cluster, namespace, name }, now, ports);
  if (object === undefined) throw notFound(served, name);
  return ok(object);
};

/** The living Deployment of a name as it is at a moment. */
export async function findDeploymentObject(
  place: Readonly<{ cluster: string; namespace: string; name: string }>,
  at: Date,
  ports: Pick<KubernetesPorts, 'reads' | 'store'>,
): Promise<JsonObject | undefined> {
  const row = await ports.reads.findDeployment(place, at);
  if (row?.deletedAt !== null) return undefined;
  const [object] = await deploymentObjects([row], ports);
  return object;
}
