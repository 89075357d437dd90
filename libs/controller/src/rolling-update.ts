import { cleanUp } from './clean-up.js';
import { newReplicas } from './create-replica-set.js';
import { type DeploymentSync, type NewAndOld } from './deployment-sync.js';
import { maxUnavailable } from './fenceposts.js';
import type { ModelReplicaSet } from './model.js';
import { newAndOldReplicaSets } from './new-replica-set.js';
import { isComplete } from './progress-deadline.js';
import { syncRolloutStatus } from './progress.js';
import { activeOf, statusTotals, wantedReplicas } from './replica-counts.js';
import { resizeReplicaSet } from './scale-replica-set.js';

/** Scales the new ReplicaSet up, or else the old ones down, never both in one look (rolling.go, `rolloutRolling`). */
export function rolloutRolling(sync: DeploymentSync): void {
  const all = newAndOldReplicaSets(sync, true);
  const scaled = reconcileNew(sync, all) || reconcileOld(sync, all);
  if (!scaled && isComplete(sync.deployment, sync.deployment.status)) cleanUp(sync, all.old);
  syncRolloutStatus(sync, all);
}

// rolling.go, `reconcileNewReplicaSet`.
function reconcileNew(sync: DeploymentSync, all: NewAndOld): boolean {
  const { newReplicaSet } = all;
  const { replicas } = sync.deployment.spec;
  if (newReplicaSet === null || newReplicaSet.replicas === replicas) return false;
  if (newReplicaSet.replicas > replicas) {
    resizeReplicaSet(sync, newReplicaSet, replicas, 'rolling update: scale down new');
    return true;
  }
  const size = newReplicas(sync.deployment, all.replicaSets, newReplicaSet.replicas);
  return resizeReplicaSet(sync, newReplicaSet, size, 'rolling update: scale up new') !== newReplicaSet;
}

function reconcileOld(sync: DeploymentSync, all: NewAndOld): boolean {
  const { newReplicaSet, old } = all;
  const active = activeOf(old);
  if (active.length === 0 || newReplicaSet === null) return false;
  const minAvailable = sync.deployment.spec.replicas - maxUnavailable(sync.deployment.spec);
  const mayGo = spare(all, minAvailable);
  if (mayGo <= 0) return false;
  const cleaned = cleanUpUnhealthy(sync, active, mayGo);
  if (cleaned === undefined) return false;
  const { available } = statusTotals([...cleaned, newReplicaSet]);
  const down = scaleDownOld(sync, cleaned, available - minAvailable);
  return down > 0 || cleaned.some((replicaSet, index) => replicaSet !== active[index]);
}

/**
 * Old pods may go as long as enough others are wanted: pods of the new ReplicaSet that are not available do not count
 * (rolling.go, `reconcileOldReplicaSets`). Of 10 replicas with surge 3 and unavailable 2, with 8 old pods and 5 new ones of which none
 * is available, 13 - 8 - 5 = 0 may go.
 */
function spare(all: NewAndOld, minAvailable: number): number {
  const { replicas = 0, status } = all.newReplicaSet ?? {};
  return wantedReplicas(all.replicaSets) - minAvailable - (replicas - (status?.availableReplicas ?? 0));
}

// Oldest first; the pods that are not available are the ones its ReplicaSet deletes first. A ReplicaSet whose status is behind, with
// more available than wanted, ends the matter for this look (rolling.go, `cleanupUnhealthyReplicas`).
function cleanUpUnhealthy(
  sync: DeploymentSync,
  old: readonly ModelReplicaSet[],
  mayGo: number,
): readonly ModelReplicaSet[] | undefined {
  const cleaned = [...old];
  let left = mayGo;
  for (const [index, replicaSet] of old.entries()) {
    if (left <= 0) break;
    const unhealthy = replicaSet.replicas - replicaSet.status.availableReplicas;
    if (unhealthy < 0) return undefined;
    const size = replicaSet.replicas - Math.min(left, unhealthy);
    cleaned[index] = resizeReplicaSet(sync, replicaSet, size, 'rolling update: clean up unhealthy old');
    left -= replicaSet.replicas - size;
  }
  return cleaned;
}

// Oldest first (rolling.go, `scaleDownOldReplicaSetsForRollingUpdate`).
function scaleDownOld(sync: DeploymentSync, old: readonly ModelReplicaSet[], count: number): number {
  let down = 0;
  for (const replicaSet of old) {
    const step = Math.min(replicaSet.replicas, count - down);
    if (step <= 0) continue;
    resizeReplicaSet(sync, replicaSet, replicaSet.replicas - step, 'rolling update: scale down old');
    down += step;
  }
  return down;
}
