import { type LabelSelector, matchesSelector, type StringMap } from '#libs/kubernetes';
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
  if (deployment.deletionTimestamp !== undefined) {
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
  const claimed: ModelReplicaSet[] = [];
  for (const { value } of run.replicaSets.values()) {
    if (value.ownerUid === deployment.uid) {
      if (isSelected(value, deployment) || deployment.deletionTimestamp !== undefined) claimed.push(value);
      else writeReplicaSet(run, value, { ownerUid: null }, 'deployment: release ReplicaSet');
    } else if (isAdoptable(value, deployment)) {
      claimed.push(writeReplicaSet(run, value, { ownerUid: deployment.uid }, 'deployment: adopt ReplicaSet'));
    }
  }
  return claimed.sort(byCreation);
}

function isAdoptable(replicaSet: ModelReplicaSet, deployment: ModelDeployment): boolean {
  if (replicaSet.ownerUid !== null || replicaSet.deletionTimestamp !== undefined) return false;
  return deployment.deletionTimestamp === undefined && isSelected(replicaSet, deployment);
}

const selected = new WeakMap<StringMap, readonly [LabelSelector, boolean]>();

// Asked in every look at every ReplicaSet, of labels and a selector that hardly ever change.
function isSelected({ labels }: ModelReplicaSet, { spec: { selector } }: ModelDeployment): boolean {
  const before = selected.get(labels);
  if (before?.[0] === selector) return before[1];
  const answer = matchesSelector(selector, labels);
  selected.set(labels, [selector, answer]);
  return answer;
}
