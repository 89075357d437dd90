import { matchesSelector } from '#libs/kubernetes';
import { checkPausedConditions } from './paused-conditions.js';
import type { DeploymentSync } from './deployment-sync.js';
import { isScalingEvent, syncPausedOrScaling, syncStatusOnly } from './deployment-scaling.js';
import type { ModelDeployment, ModelReplicaSet } from './model.js';
import { rolloutRecreate } from './recreate.js';
import { byCreation } from './replica-counts.js';
import { rolloutRolling } from './rolling-update.js';
import type { Run } from './run.js';
import { writeReplicaSet } from './writes.js';

/** One look at the Deployment (deployment_controller.go, `syncDeployment`). Throws `Conflict` where the real one is refused. */
export function syncDeployment(run: Run, deployment: ModelDeployment): void {
  const sync: DeploymentSync = {
    run,
    seen: deployment,
    deployment,
    replicaSets: claimReplicaSets(run, deployment),
    found: null,
  };
  if (deployment.deletionTimestamp !== null) {
    syncStatusOnly(sync);
    return;
  }
  checkPausedConditions(sync);
  if (deployment.spec.paused || isScalingEvent(sync)) {
    syncPausedOrScaling(sync);
    return;
  }
  if (deployment.spec.strategy.type === 'Recreate') {
    rolloutRecreate(sync);
    return;
  }
  rolloutRolling(sync);
}

// Orphans that the selector matches are adopted, and what it no longer matches is let go (deployment_controller.go,
// `getReplicaSetsForDeployment`; controller_ref_manager.go, `ClaimObject`).
function claimReplicaSets(run: Run, deployment: ModelDeployment): readonly ModelReplicaSet[] {
  releaseRelabelled(run, deployment);
  const claimed: ModelReplicaSet[] = [];
  for (const { value } of run.replicaSets.values()) {
    if (value.ownerUid === deployment.uid) claimed.push(value);
    else if (isAdoptable(value, deployment)) {
      claimed.push(writeReplicaSet(run, value, { ownerUid: deployment.uid }, 'deployment: adopt ReplicaSet'));
    }
  }
  return inOrder(claimed) ? claimed : claimed.sort(byCreation);
}

// They are, but for those of one second: nearly always there is nothing to sort.
function inOrder(replicaSets: readonly ModelReplicaSet[]): boolean {
  for (let index = 1; index < replicaSets.length; index++) {
    const [one, next] = [replicaSets[index - 1], replicaSets[index]];
    if (one !== undefined && next !== undefined && byCreation(one, next) > 0) return false;
  }
  return true;
}

function releaseRelabelled(run: Run, deployment: ModelDeployment): void {
  const { uid, deletionTimestamp, spec } = deployment;
  for (const { value } of run.relabelled) {
    if (value.ownerUid !== uid || deletionTimestamp !== null || matchesSelector(spec.selector, value.labels)) continue;
    writeReplicaSet(run, value, { ownerUid: null }, 'deployment: release ReplicaSet');
  }
  run.relabelled.clear();
}

function isAdoptable(replicaSet: ModelReplicaSet, deployment: ModelDeployment): boolean {
  if (replicaSet.ownerUid !== null || replicaSet.deletionTimestamp !== null) return false;
  return deployment.deletionTimestamp === null && matchesSelector(deployment.spec.selector, replicaSet.labels);
}
