import { UNDO_REQUEST, type ClusterObject, type UndoOrder, type UndoReport } from '#libs/sighting';
import type { Cluster } from '../cluster/cluster.js';
import { ClusterError } from '../cluster/cluster-error.js';

const MOST_ATTEMPTS = 5;

type Outcome = Omit<UndoReport, 'id'>;

/**
 * Carries an undo out, if the Deployment is still the one it was decided on. The annotation that the write leaves says that it was carried
 * out: who dies before telling so, or comes later, does not do it again.
 */
export async function carryOut(
  cluster: Pick<Cluster, 'get' | 'patch'>,
  order: UndoOrder,
  signal: AbortSignal,
): Promise<UndoReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { id: order.id, ...(await attemptUndo(cluster, order, signal)) };
    } catch (error) {
      // Its status may be written at any time, which is no other Deployment: it is read again.
      if (attempt < MOST_ATTEMPTS && isConflict(error)) continue;
      if (!(error instanceof ClusterError) || error.status >= 500 || error.status === 429) throw error;
      return { id: order.id, ...refused(error) };
    }
  }
}

async function attemptUndo(
  cluster: Pick<Cluster, 'get' | 'patch'>,
  order: UndoOrder,
  signal: AbortSignal,
): Promise<Outcome> {
  const path = `/apis/apps/v1/namespaces/${encodeURIComponent(order.namespace)}/deployments/${encodeURIComponent(order.name)}`;
  const live = metadataOf(await cluster.get(path, {}, signal));
  const { annotations = {}, uid, resourceVersion, generation } = live;
  if (uid !== order.uid) return { outcome: 'conflict', message: `${order.name} is another Deployment by now` };
  if (annotations[UNDO_REQUEST] === order.id)
    return { outcome: 'applied', message: 'it had been applied before', resourceVersion };
  if (generation !== order.generation)
    return {
      outcome: 'conflict',
      message: `it was changed since: its generation is ${generation}, not ${order.generation}`,
    };
  const patch = [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
    { op: 'add', path: '/metadata/annotations', value: { ...controllersOf(annotations), ...order.annotations } },
    { op: 'replace', path: '/spec/template', value: order.template },
  ];
  const { resourceVersion: after } = metadataOf(
    await cluster.patch(path, { fieldManager: 'rollbook' }, { patch, signal }),
  );
  return { outcome: 'applied', message: `at resourceVersion ${after}`, resourceVersion: after };
}

type Metadata = Readonly<{
  uid: string;
  resourceVersion: string;
  generation: number;
  annotations?: Readonly<Record<string, string>>;
}>;

function metadataOf({ metadata }: ClusterObject): Metadata {
  return metadata as Metadata;
}

function controllersOf(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith('deployment.kubernetes.io/')));
}

// A test that fails is 422 with a reason of its own in some releases, and 409 in others.
function isConflict(error: unknown): boolean {
  return (
    error instanceof ClusterError && (error.status === 409 || (error.status === 422 && /test/i.test(error.message)))
  );
}

function refused(error: ClusterError): Outcome {
  if (error.status === 404) return { outcome: 'conflict', message: 'it is not there any more' };
  return { outcome: isConflict(error) ? 'conflict' : 'refused', message: error.message };
}
