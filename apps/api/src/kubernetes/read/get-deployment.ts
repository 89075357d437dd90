import type { Json, JsonObject } from '#libs/kubernetes';
import { notFound } from '#libs/kubernetes-api';
import type { DeploymentPlace, FoundDeploymentRow } from '#libs/postgres';
import { LONGEST_WAIT } from '../../command/await-view.js';
import { ViewBehind } from '../../command/refusals.js';
import { type Answer, ok } from '../answer.js';
import type { Handler } from '../handler.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { behindWarnings } from './behind.js';
import { deploymentExtraCells } from './deployment-extra-cells.js';
import { deploymentObjects } from './deployment-objects.js';

/** `GET …/deployments/NAME`. */
export const getDeployment: Handler = async ({ cluster, namespace = '', name = '', served, now }, ports) => {
  const place = { cluster, namespace, name };
  const found = (await findDeploymentObject(place, now, ports)) ?? (await findRecorded(place, ports));
  if (found === undefined) throw notFound(served, name);
  return answerFound(found, now, ports);
};

type Found = Readonly<{ row: FoundDeploymentRow; object: JsonObject }>;

function answerFound({ row, object }: Found, now: Date, ports: KubernetesPorts): Answer {
  const { unseenChange: change, unseenAt: recordedAt } = row;
  const unseen = change === null || recordedAt === null ? undefined : { change, recordedAt };
  const extraCells = async (): Promise<readonly Json[]> => (await deploymentExtraCells([row], ports))[0] ?? [];
  return { ...ok(object), extraCells, warnings: behindWarnings(unseen, now) };
}

/**
 * One that was recorded and is in no view yet is waited for.
 * @throws ViewBehind
 */
async function findRecorded(place: DeploymentPlace, ports: KubernetesPorts): Promise<Found | undefined> {
  const { cluster, namespace, name } = place;
  const stream = await ports.store.findStream(cluster, namespace, name);
  if (stream === undefined || stream.endedAt !== undefined) return undefined;
  if ((await ports.waitForView(stream.id, 1, LONGEST_WAIT)) !== 'reached') throw new ViewBehind(`${namespace}/${name}`);
  return findDeploymentObject(place, ports.now(), ports);
}

/** The Deployment of a name as it is at a moment, also one that waits in the foreground for what it controls to go. */
export async function findDeploymentObject(
  place: DeploymentPlace,
  at: Date,
  ports: Pick<KubernetesPorts, 'reads' | 'store'>,
): Promise<Found | undefined> {
  const row = await ports.reads.findStandingDeployment(place, at);
  if (row === undefined) return undefined;
  const [object] = await deploymentObjects([row], ports, [row.version]);
  return object && { row, object };
}
