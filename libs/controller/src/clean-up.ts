import { parseRevision, REVISION } from './annotations.js';
import { deleteReplicaSet } from './garbage-collection.js';
import type { DeploymentSync } from './deployment-sync.js';
import type { ModelReplicaSet } from './model.js';
import { hasRevisionHistoryLimit } from './progress-deadline.js';
import { releaseRules } from './release-rules.js';
import { byCreation } from './replica-counts.js';

/**
 * Deletes the old ReplicaSets beyond revisionHistoryLimit, lowest revision first (before 1.21 oldest first); one that still has pods
 * is passed over, and none is taken in its place (sync.go, `cleanupDeployment`).
 */
export function cleanUp({ run, deployment }: DeploymentSync, old: readonly ModelReplicaSet[]): void {
  if (!hasRevisionHistoryLimit(deployment.spec)) return;
  const alive = old.filter((replicaSet) => replicaSet.deletionTimestamp === null);
  const tooMany = alive.length - deployment.spec.revisionHistoryLimit;
  if (tooMany <= 0) return;
  const order = releaseRules(run.settings.release).cleansUpByAge ? byCreation : byRevision;
  for (const replicaSet of [...alive].sort(order).slice(0, tooMany)) {
    const entry = run.replicaSets.get(replicaSet.name);
    if (entry !== undefined && isUnused(replicaSet)) deleteReplicaSet(run, entry, 'revisionHistoryLimit: clean up');
  }
}

function isUnused({ replicas, generation, status }: ModelReplicaSet): boolean {
  return status.replicas === 0 && replicas === 0 && generation <= status.observedGeneration;
}

// deployment_util.go, `ReplicaSetsByRevision`.
function byRevision(a: ModelReplicaSet, b: ModelReplicaSet): number {
  const [left, right] = [parseRevision(a.annotations[REVISION]), parseRevision(b.annotations[REVISION])];
  if (left === undefined || right === undefined || left === right) return byCreation(a, b);
  return left - right;
}
