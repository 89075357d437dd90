import type { DeploymentCondition, ModelDeployment, ModelPod, ModelReplicaSet } from '#libs/controller';

/** What keeps a rollout from getting through. */
export type RolloutObstacle = Readonly<{
  /** What the controller says about it; absent when it says nothing yet. */
  condition?: Pick<DeploymentCondition, 'type' | 'status' | 'reason' | 'message'>;
  /** Those whose pods are missing or not ready, oldest first. */
  replicaSets: readonly WaitingReplicaSet[];
}>;

export type WaitingReplicaSet = Readonly<{
  name: string;
  desired: number;
  /** Pods that are there, terminating ones not counted. */
  current: number;
  ready: number;
  /** Pods that do not get ready, oldest first. */
  pods: readonly Readonly<{ name: string; reason: string }>[];
}>;

type Objects = Readonly<{
  deployment: ReadonlyMap<string, ModelDeployment>;
  replicaSets: ReadonlyMap<string, ModelReplicaSet>;
  pods: ReadonlyMap<string, ModelPod>;
}>;

/** Looks for what is missing when nothing is due any more. */
export function obstacleOf({ deployment, replicaSets, pods }: Objects): RolloutObstacle {
  const [owner] = deployment.values();
  const condition = tellingCondition(owner?.status.conditions ?? []);
  const owned = [...replicaSets.values()].filter(({ ownerUid }) => ownerUid === owner?.uid);
  const waiting = owned.map((replicaSet) => waitingReplicaSet(replicaSet, pods));
  return {
    ...(condition && { condition }),
    replicaSets: waiting.filter(({ desired, current, ready }) => current < desired || ready < current),
  };
}

// The most particular first: that pods are refused says more than that they are missing.
function tellingCondition(conditions: readonly DeploymentCondition[]): RolloutObstacle['condition'] {
  const found =
    conditions.find(({ type }) => type === 'ReplicaFailure') ??
    conditions.find(({ type, status }) => type === 'Progressing' && status === 'False') ??
    conditions.find(({ type, status }) => type === 'Available' && status === 'False') ??
    conditions.find(({ type }) => type === 'Progressing');
  if (found === undefined) return undefined;
  const { type, status, reason, message } = found;
  return { type, status, reason, message };
}

function waitingReplicaSet({ name, uid, replicas, status }: ModelReplicaSet, pods: Objects['pods']): WaitingReplicaSet {
  const waits = (pod: ModelPod) => pod.replicaSetUid === uid && !pod.ready && pod.deletionTimestamp === null;
  return {
    name,
    desired: replicas,
    current: status.replicas,
    ready: status.readyReplicas,
    pods: [...pods.values()].filter(waits).map((pod) => ({ name: pod.name, reason: pod.reason })),
  };
}
