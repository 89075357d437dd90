import type {
  DeploymentStatus,
  ModelDeployment,
  ModelPod,
  ModelReplicaSet,
  ReplicaSetCondition,
} from '#libs/controller';
import type { JsonObject, PodTemplate, StringMap } from '#libs/kubernetes';
import type { DeploymentFacts, PodFacts, ReplicaSetFacts } from './view-writes.js';

const REVISION = 'deployment.kubernetes.io/revision';

/** The revision an object bears; undefined where it has none, or none that is a number. */
export function revisionOf(annotations: StringMap): number | undefined {
  const text = annotations[REVISION];
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Images of all containers in order, those of init containers last. */
export function imagesOf({ spec }: PodTemplate): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return containers.flatMap(({ image }) => (image === undefined ? [] : [image]));
}

export function deploymentFacts({ generation, annotations, status }: ModelDeployment): DeploymentFacts {
  const revision = revisionOf(annotations);
  return { generation, ...(revision !== undefined && { revision }), status: statusObject(status) };
}

function statusObject({ conditions, ...counts }: DeploymentStatus): JsonObject {
  return {
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, int32(count)])),
    conditions: conditions.map(({ lastUpdateTime, lastTransitionTime, ...same }) => ({
      ...same,
      lastUpdateTime: wholeSeconds(lastUpdateTime),
      lastTransitionTime: wholeSeconds(lastTransitionTime),
    })),
  };
}

// Counts are int32 in Kubernetes; two billion replicas and a surge on top are more.
function int32(count: number): number {
  return Math.min(count, 2 ** 31 - 1);
}

// As the API prints times: 2026-11-21T10:00:00Z.
function wholeSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `terminating` counts the pods told to go: releases before 1.33 do not say so in the status. */
export function replicaSetFacts(
  replicaSet: ModelReplicaSet,
  templateHash: string,
  terminating: () => number,
): ReplicaSetFacts {
  const { name, uid, creationTimestamp, podTemplateHash, annotations, generation, replicas, status } = replicaSet;
  const { minReadySeconds, deletionTimestamp, ownerUid } = replicaSet;
  const revision = revisionOf(annotations);
  return {
    name,
    uid,
    createdAt: creationTimestamp,
    podTemplateHash,
    templateHash,
    ...(revision !== undefined && { revision }),
    annotations,
    generation,
    observedGeneration: status.observedGeneration,
    ...(minReadySeconds !== 0 && { minReadySeconds }),
    desired: int32(replicas),
    current: status.replicas,
    ready: status.readyReplicas,
    available: status.availableReplicas,
    terminating: status.terminatingReplicas ?? terminating(),
    ...(status.conditions.length > 0 && { conditions: status.conditions.map(replicaSetCondition) }),
    ...(deletionTimestamp !== null && { deletedAt: deletionTimestamp }),
    ...(ownerUid === null && { orphaned: true }),
  };
}

function replicaSetCondition({ lastTransitionTime, ...same }: ReplicaSetCondition): JsonObject {
  return { ...same, lastTransitionTime: wholeSeconds(lastTransitionTime) };
}

export function podFacts(pod: ModelPod): PodFacts {
  const { name, replicaSet, createdAt, ready, readySince, deletionTimestamp, nodeName, podIP } = pod;
  return {
    name,
    replicaSet,
    createdAt,
    status: podStatus(pod),
    ready,
    ...(readySince !== null && { readySince }),
    ...(deletionTimestamp !== null && { deletedAt: deletionTimestamp }),
    ...(nodeName !== '' && { node: nodeName }),
    ...(podIP !== '' && { ip: podIP }),
  };
}

// As kubectl's STATUS column: a pod that fails its probes is Running, only not ready.
function podStatus({ reason, scheduled }: ModelPod): string {
  if (reason === 'NotReady') return 'Running';
  return reason === 'ContainerCreating' && !scheduled ? 'Pending' : reason;
}
