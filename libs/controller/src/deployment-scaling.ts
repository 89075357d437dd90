import { DESIRED_REPLICAS, replicasAnnotation } from './annotations.js';
import { cleanUp } from './clean-up.js';
import { syncDeploymentStatus } from './deployment-status.js';
import { newAndOld, type DeploymentSync, type NewAndOld } from './deployment-sync.js';
import type { ModelDeployment, ModelReplicaSet } from './model.js';
import { newAndOldReplicaSets } from './new-replica-set.js';
import { scaleProportionally } from './proportional-scaling.js';
import { activeOf } from './replica-counts.js';
import { resizeReplicaSet } from './scale-replica-set.js';

/** While a Deployment is being deleted only its status is kept (sync.go, `syncStatusOnly`). */
export function syncStatusOnly(sync: DeploymentSync): void {
  syncDeploymentStatus(sync, newAndOldReplicaSets(sync, false));
}

/** While a Deployment is paused, or when its replicas were changed: scaling and nothing else (sync.go, `sync`). */
export function syncPausedOrScaling(sync: DeploymentSync): void {
  const { newReplicaSet, old } = newAndOldReplicaSets(sync, false);
  const newestFirst = newAndOld(newReplicaSet, [...old].reverse());
  scale(sync, newestFirst);
  if (sync.deployment.spec.paused) cleanUp(sync, newestFirst.old);
  syncDeploymentStatus(sync, newestFirst);
}

/** Whether a ReplicaSet in use was last scaled for another number of replicas (sync.go, `isScalingEvent`). */
export function isScalingEvent(sync: DeploymentSync): boolean {
  const { replicas } = sync.deployment.spec;
  for (const replicaSet of newAndOldReplicaSets(sync, false).replicaSets) {
    if (replicaSet.replicas === 0) continue;
    const desired = replicasAnnotation(replicaSet, DESIRED_REPLICAS);
    if (desired !== undefined && desired !== replicas) return true;
  }
  return false;
}

// sync.go, `scale`.
function scale(sync: DeploymentSync, all: NewAndOld): void {
  const { spec } = sync.deployment;
  const only = onlyActiveOrLatest(all);
  if (only !== undefined) {
    resizeReplicaSet(sync, only, spec.replicas, 'scaling: only active ReplicaSet');
  } else if (isSaturated(sync.deployment, all.newReplicaSet)) {
    for (const old of activeOf(all.old)) resizeReplicaSet(sync, old, 0, 'scaling: new ReplicaSet is saturated');
  } else if (spec.strategy.type === 'RollingUpdate') {
    scaleProportionally(sync, activeOf(all.replicaSets));
  }
}

// Undefined when several are in use, or there is none at all (deployment_util.go, `FindActiveOrLatest`).
function onlyActiveOrLatest(all: NewAndOld): ModelReplicaSet | undefined {
  const active = activeOf(all.replicaSets);
  if (active.length === 0) return all.newReplicaSet ?? all.old[0];
  return active.length === 1 ? active[0] : undefined;
}

// deployment_util.go, `IsSaturated`.
function isSaturated({ spec }: ModelDeployment, replicaSet: ModelReplicaSet | null): boolean {
  if (replicaSet?.replicas !== spec.replicas) return false;
  const desired = replicasAnnotation(replicaSet, DESIRED_REPLICAS);
  return desired === spec.replicas && replicaSet.status.availableReplicas === spec.replicas;
}
