import { cleanUp } from './clean-up.js';
import type { DeploymentSync, NewAndOld } from './deployment-sync.js';
import { newAndOldReplicaSets } from './new-replica-set.js';
import { isComplete } from './progress-deadline.js';
import { syncRolloutStatus } from './progress.js';
import { activeOf, statusTotals } from './replica-counts.js';
import { resizeReplicaSet } from './scale-replica-set.js';

/** Ends all old pods, waits until they are gone, then makes the new ones (recreate.go, `rolloutRecreate`). */
export function rolloutRecreate(sync: DeploymentSync): void {
  const all = newAndOldReplicaSets(sync, false);
  if (scaleDownOld(sync, all) || oldPodsRun(sync, all)) {
    syncRolloutStatus(sync, all);
    return;
  }
  const now = all.newReplicaSet === null ? newAndOldReplicaSets(sync, true) : all;
  if (now.newReplicaSet !== null) {
    resizeReplicaSet(sync, now.newReplicaSet, sync.deployment.spec.replicas, 'Recreate: scale up new');
  }
  if (isComplete(sync.deployment, sync.deployment.status)) cleanUp(sync, now.old);
  syncRolloutStatus(sync, now);
}

function scaleDownOld(sync: DeploymentSync, { old }: NewAndOld): boolean {
  const active = activeOf(old);
  for (const replicaSet of active) resizeReplicaSet(sync, replicaSet, 0, 'Recreate: scale down old');
  return active.length > 0;
}

// Pods that are going count until they are gone (recreate.go, `oldPodsRunning`).
function oldPodsRun({ run, replicaSets }: DeploymentSync, { newReplicaSet, old }: NewAndOld): boolean {
  if (statusTotals(old).replicas > 0) return true;
  return replicaSets.some(
    ({ name }) => name !== newReplicaSet?.name && (run.replicaSets.get(name)?.pods.size ?? 0) > 0,
  );
}
