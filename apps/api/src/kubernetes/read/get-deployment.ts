import type { Json, JsonObject } from '#libs/kubernetes';
import { notFound } from '#libs/kubernetes-api';
import type { DeploymentPlace, DeploymentRow } from '#libs/postgres';
import { ok } from '../answer.js';
import type { Handler } from '../handler.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { deploymentExtraCells } from './deployment-extra-cells.js';
import { deploymentObjects } from './deployment-objects.js';

/** `GET …/deployments/NAME`. */
export const getDeployment: Handler = async ({ cluster, namespace = '', name = '', served, now }, ports) => {
  const found = await findDeploymentObject({ cluster, namespace, name }, now, ports);
  if (found === undefined) throw notFound(served, name);
  const extraCells = async (): Promise<readonly Json[]> => (await deploymentExtraCells([found.row], ports))[0] ?? [];
  return { ...ok(found.object), extraCells };
};

/** The Deployment of a name as it is at a moment, also one that waits in the foreground for what it controls to go. */
export async function findDeploymentObject(
  place: DeploymentPlace,
  at: Date,
  ports: Pick<KubernetesPorts, 'reads' | 'store'>,
): Promise<Readonly<{ row: DeploymentRow; object: JsonObject }> | undefined> {
  const row = await ports.reads.findStandingDeployment(place, at);
  if (row === undefined) return undefined;
  const [object] = await deploymentObjects([row], ports, [row.version]);
  return object && { row, object };
}
