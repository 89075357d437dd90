import type { Stream } from '#libs/event-store';
import { type DeploymentState, managersOf, shownMetadata } from '#libs/history';
import { type Deployment, type JsonObject, writeManagedFields } from '#libs/kubernetes';
import { renderDeployment } from '#libs/kubernetes-api';
import type { DeploymentRow } from '#libs/postgres';
import { LONGEST_WAIT } from '../../command/await-view.js';
import type { CurrentState } from '../../command/current-state.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { findDeploymentObject } from '../read/get-deployment.js';
import { positionVersion } from '../read/resource-version.js';

/** A Deployment that lives: people's word as the log has it, its controller's as the views have it. */
export type LiveDeployment = Readonly<{
  name: string;
  uid: string;
  /** Position of its last event. */
  position: bigint;
  stream: Stream;
  state: DeploymentState;
  createdAt: Date;
  /** Undefined while no view of it is there. */
  row?: DeploymentRow;
  /** As the API shows it. */
  object: JsonObject;
}>;

/**
 * The Deployment that a command meets; undefined when there is none. It is shown as a read shows it, so that a write that changes
 * nothing answers what was read; where the views are behind, as the log has it.
 */
export async function liveDeployment(
  { stream, state, position, streamPosition }: CurrentState,
  ports: Pick<KubernetesPorts, 'reads' | 'store' | 'waitForView' | 'now'>,
): Promise<LiveDeployment | undefined> {
  if (stream === undefined || state?.deleted !== false) return undefined;
  await ports.waitForView(stream.id, streamPosition, LONGEST_WAIT);
  const now = ports.now();
  const found = await findDeploymentObject(stream, now, ports);
  const isOfStream = found?.row.streamId === stream.id;
  return asShown({ stream, state, position, createdAt: now }, isOfStream ? found : undefined);
}

type InLog = Pick<LiveDeployment, 'stream' | 'state' | 'position' | 'createdAt'>;

function asShown(inLog: InLog, found: Awaited<ReturnType<typeof findDeploymentObject>>): LiveDeployment {
  const { stream, state, position } = inLog;
  const { name, uid } = stream;
  const row = found?.row;
  const live = { name, uid, ...inLog, ...(row && { row, createdAt: row.createdAt }) };
  if (found !== undefined && row?.position === String(position)) return { ...live, object: found.object };
  const { createdAt } = live;
  const surroundings = { createdAt, resourceVersion: positionVersion(position), generation: generationOf({ row }) };
  return { ...live, object: shownDeployment(state, { ...stream, ...surroundings, ...(row && { row }) }) };
}

/** The generation that its controller has seen. */
export function generationOf({ row }: Readonly<{ row?: DeploymentRow | undefined }>): number {
  return row?.generation ?? 1;
}

/** What is shown of a Deployment besides what people wrote. */
export type Surroundings = Readonly<{
  namespace: string;
  name: string;
  uid: string;
  createdAt: Date;
  resourceVersion: string;
  generation: number;
  /** Where its controller's word is taken from. */
  row?: DeploymentRow;
}>;

/** A state as the API shows it, beside what its controller has last said. */
export function shownDeployment(state: DeploymentState, surroundings: Surroundings): JsonObject {
  const { namespace, name, uid, createdAt, resourceVersion, generation, row } = surroundings;
  const deployment: Deployment = { ...state.deployment, namespace, name };
  const { annotatedFirst } = state;
  return renderDeployment({
    ...{ namespace, name, uid, resourceVersion, createdAt, generation },
    labels: deployment.labels,
    annotations: deployment.annotations,
    spec: deployment.spec,
    other: shownMetadata(state),
    managedFields: writeManagedFields(managersOf(state.managers, { deployment, annotatedFirst })),
    annotatedFirst,
    revision: row?.revision ?? null,
    status: (row?.status ?? null) as JsonObject | null,
    ...(row && { observedAt: row.lastChangedAt }),
  });
}
