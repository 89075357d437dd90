import type { Stream } from '#libs/event-store';
import { type DeploymentState, managersOf, shownMetadata } from '#libs/history';
import type { Deployment, JsonObject } from '#libs/kubernetes';
import { renderDeployment } from '#libs/kubernetes-api';
import type { DeploymentRow } from '#libs/postgres';
import { LONGEST_WAIT } from '../../command/await-view.js';
import type { CurrentState } from '../../command/current-state.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
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

/** The Deployment that a command meets; undefined when there is none. */
export async function liveDeployment(
  { stream, state, position, streamPosition }: CurrentState,
  ports: Pick<KubernetesPorts, 'reads' | 'waitForView' | 'now'>,
): Promise<LiveDeployment | undefined> {
  if (stream === undefined || state?.deleted !== false) return undefined;
  await ports.waitForView(stream.id, streamPosition, LONGEST_WAIT);
  const now = ports.now();
  const row = await ports.reads.findDeployment(stream, now);
  const seen = row?.streamId === stream.id ? { row, createdAt: row.createdAt } : { createdAt: now };
  const generation = generationOf(seen);
  const object = shownDeployment(state, { ...stream, ...seen, resourceVersion: positionVersion(position), generation });
  return { name: stream.name, uid: stream.uid, position, stream, state, ...seen, object };
}

/** The generation that its controller has seen. */
export function generationOf({ row }: Readonly<{ row?: DeploymentRow }>): number {
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
    managers: managersOf(state.managers, { deployment, annotatedFirst }),
    annotatedFirst,
    revision: row?.revision ?? null,
    status: (row?.status ?? null) as JsonObject | null,
    ...(row && { observedAt: row.lastChangedAt }),
  });
}
