import type { DeploymentStrategy as Strategy, PodTemplate } from '#libs/kubernetes';
import type { DeploymentRow } from '#libs/postgres';
import { encodeNodeId } from '../graphql/node-id.js';
import { containerNodes } from '../revision/container-nodes.js';
import type { Deployment } from './deployment.types.js';
import type { DeploymentSpec } from './deployment-spec.types.js';
import type { DeploymentStatus } from './deployment-status.types.js';

/** A Deployment's node, from its row at a moment. Without `template` its fields must not be asked for. */
export function deploymentNode(row: DeploymentRow, at: Date, template: PodTemplate | undefined): Deployment {
  return {
    id: encodeNodeId({ type: 'Deployment', streamId: row.streamId }),
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    at,
    createdAt: row.createdAt,
    deletedAt: row.deletedAt,
    position: row.position,
    generation: row.generation,
    revision: row.revision,
    labels: row.labels,
    annotations: row.annotations,
    images: row.images,
    spec: specNode(row.spec as SpecRow, template),
    status: statusNode(row.status),
    row,
  };
}

type SpecRow = Omit<DeploymentSpec, 'strategy' | 'template' | 'containers'> & Readonly<{ strategy: Strategy }>;

function specNode(spec: SpecRow, template: PodTemplate | undefined): DeploymentSpec {
  return {
    replicas: spec.replicas,
    paused: spec.paused,
    minReadySeconds: spec.minReadySeconds,
    progressDeadlineSeconds: spec.progressDeadlineSeconds,
    revisionHistoryLimit: spec.revisionHistoryLimit,
    strategy: strategyNode(spec.strategy),
    selector: spec.selector,
    template,
    containers: template === undefined ? [] : containerNodes(template),
  };
}

function strategyNode(strategy: Strategy): DeploymentSpec['strategy'] {
  if (strategy.type === 'Recreate') return { type: 'Recreate', maxSurge: null, maxUnavailable: null };
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate;
  return { type: 'RollingUpdate', maxSurge: String(maxSurge), maxUnavailable: String(maxUnavailable) };
}

const NOTHING_SEEN: DeploymentStatus = {
  observedGeneration: 0,
  replicas: 0,
  updatedReplicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  unavailableReplicas: 0,
  terminatingReplicas: 0,
  collisionCount: 0,
  conditions: [],
};

// Kubernetes leaves out counts that are 0.
export function statusNode(status: DeploymentRow['status']): DeploymentStatus {
  return status === null ? NOTHING_SEEN : { ...NOTHING_SEEN, ...status };
}
