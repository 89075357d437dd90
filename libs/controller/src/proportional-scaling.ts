import { MAX_REPLICAS, replicasAnnotation } from './annotations.js';
import type { DeploymentSync } from './deployment-sync.js';
import { maxSurge } from './fenceposts.js';
import type { ModelDeployment, ModelReplicaSet } from './model.js';
import { bySizeNewer, bySizeOlder, wantedReplicas } from './replica-counts.js';
import { scaleReplicaSet } from './scale-replica-set.js';

/**
 * Scales all ReplicaSets in use by the same factor, largest first; what rounding leaves goes to the largest (sync.go, `scale`).
 * From 10 to 15 replicas with surge 25%, that is from 13 to 19 pods at most: 8 and 5 become 12 and 7.
 */
export function scaleProportionally(sync: DeploymentSync, active: readonly ModelReplicaSet[]): void {
  const { spec } = sync.deployment;
  const allowed = spec.replicas > 0 ? spec.replicas + maxSurge(spec) : 0;
  const toAdd = allowed - wantedReplicas(active);
  const sorted = toAdd === 0 ? active : [...active].sort(toAdd > 0 ? bySizeNewer : bySizeOlder);
  let added = 0;
  const sizes = sorted.map((replicaSet) => {
    const share = proportion(replicaSet, sync.deployment, toAdd - added);
    added += share;
    return replicaSet.replicas + share;
  });
  sorted.forEach((replicaSet, index) => {
    const size = (sizes[index] ?? 0) + (index === 0 ? toAdd - added : 0);
    scaleReplicaSet(sync, replicaSet, Math.max(0, size), 'scaling: proportional');
  });
}

// By how much one ReplicaSet grows or shrinks, never by more than is left (deployment_util.go, `GetReplicaSetProportion`).
function proportion(replicaSet: ModelReplicaSet, deployment: ModelDeployment, left: number): number {
  if (left === 0) return 0;
  const share = fraction(replicaSet, deployment);
  return left > 0 ? Math.min(share, left) : Math.max(share, left);
}

// deployment_util.go, `getReplicaSetFraction`.
function fraction(replicaSet: ModelReplicaSet, { spec, status }: ModelDeployment): number {
  if (spec.replicas === 0) return -replicaSet.replicas;
  const before = replicasAnnotation(replicaSet, MAX_REPLICAS) ?? 0;
  const base = before === 0 ? status.replicas : before;
  if (base === 0) return 0;
  return Math.floor((replicaSet.replicas * (spec.replicas + maxSurge(spec))) / base + 0.5) - replicaSet.replicas;
}
