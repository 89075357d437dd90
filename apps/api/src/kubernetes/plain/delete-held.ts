import { DeploymentNotFound, type ObjectCommand, type ObjectKind, ObjectNotFound } from '#libs/history';
import type { HeldObjectRow } from '#libs/postgres';
import { LONGEST_WAIT } from '../../command/await-view.js';
import { runCommand } from '../../command/run-command.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import type { LiveObject } from './live-object.js';
import { writeObject } from './write-object.js';

/** Deleted at once, so that the log can take them together. */
const AT_ONCE = 50;

/**
 * Deletes all that lives in a namespace, each as a change of its own by who asked for it, and answers when the last of it is
 * gone. What is made there meanwhile is deleted too, until there is nothing.
 */
export async function deleteHeld(
  request: KubernetesRequest,
  namespace: string,
  deleting: Deleting,
): Promise<Date | undefined> {
  const place = { cluster: request.cluster, namespace };
  const inside = { ...request, namespace };
  for (;;) {
    const held = await deleting.ports.reads.listHeldObjects(place, AT_ONCE);
    if (held.length === 0) break;
    await Promise.all(held.map((one) => deleteOne(inside, one, deleting)));
  }
  return lastGone(place, deleting.ports);
}

type Deleting = Readonly<{ ports: KubernetesPorts; manager: string }>;

async function deleteOne(request: Inside, { kind, name }: HeldObjectRow, deleting: Deleting): Promise<void> {
  try {
    if (kind === 'Deployment') await deleteDeployment(request, name, deleting);
    else if (kind !== 'Namespace') await deleteObject(request, { kind, name }, deleting);
  } catch (error) {
    const isGone = error instanceof DeploymentNotFound || error instanceof ObjectNotFound;
    if (!isGone) throw error; // somebody else deletes too
  }
}

type Inside = KubernetesRequest & Readonly<{ namespace: string }>;

async function deleteDeployment(request: Inside, name: string, { ports, manager }: Deleting): Promise<void> {
  const { cluster, namespace, actor, provenance } = request;
  const { appended } = await runCommand(ports, {
    place: { cluster, namespace, name },
    asked: null,
    command: () => ({ kind: 'DeleteDeployment', propagationPolicy: 'Background' }),
    actor,
    source: 'kubernetes-api',
    provenance,
    writer: { manager },
    changeCause: `namespace ${namespace} deleted`,
    idempotencyKey: undefined,
    expectedPosition: undefined,
    dryRun: false,
  });
  if (appended !== undefined) await ports.waitForView(appended.stream.id, appended.streamPosition, LONGEST_WAIT);
}

// What waits for a finalizer is taken along.
async function deleteObject(
  request: Inside,
  { kind, name }: Readonly<{ kind: ObjectKind; name: string }>,
  { ports, manager }: Deleting,
): Promise<void> {
  const command = (live: LiveObject | undefined): ObjectCommand => {
    const endingSeconds = live?.state.podLife?.terminationSeconds ?? 0;
    return { kind: 'DeleteObject', endingSeconds, regardless: true };
  };
  await writeObject(request, ports, { kind, name, dryRun: false, manager, command });
}

async function lastGone(
  place: Readonly<{ cluster: string; namespace: string }>,
  { reads, now }: KubernetesPorts,
): Promise<Date | undefined> {
  const at = now();
  const pods = await reads.listObjects({ ...place, kind: 'Pod' }, at);
  const moments = [await reads.readGoneAt(place, at), ...pods.map(({ goneAt }) => goneAt)];
  const ending = moments.flatMap((moment) => (moment ? [moment.getTime()] : []));
  return ending.length === 0 ? undefined : new Date(Math.max(...ending));
}
