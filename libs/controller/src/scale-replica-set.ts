import { withReplicasAnnotations } from './annotations.js';
import { recordScaling } from './create-replica-set.js';
import type { DeploymentSync } from './deployment-sync.js';
import type { ModelReplicaSet } from './model.js';
import type { Rule } from './observation.js';
import { writeReplicaSet } from './writes.js';

/**
 * Gives a ReplicaSet another size, notes in its annotations for how many replicas of the Deployment that was, and tells of it in
 * an event (sync.go, `scaleReplicaSet`). The same value when there is nothing to write.
 */
export function scaleReplicaSet(
  sync: DeploymentSync,
  replicaSet: ModelReplicaSet,
  replicas: number,
  rule: Rule,
): ModelReplicaSet {
  const annotations = withReplicasAnnotations(replicaSet.annotations, sync.deployment);
  if (replicas === replicaSet.replicas && annotations === replicaSet.annotations) return replicaSet;
  const scaled = writeReplicaSet(sync.run, replicaSet, { replicas, annotations }, rule);
  const { name, replicas: from } = replicaSet;
  if (replicas !== from) recordScaling(sync, { name, from, to: replicas }, rule);
  return scaled;
}

/** The same, but nothing is written when the size is right already (sync.go, `scaleReplicaSetAndRecordEvent`). */
export function resizeReplicaSet(
  sync: DeploymentSync,
  replicaSet: ModelReplicaSet,
  replicas: number,
  rule: Rule,
): ModelReplicaSet {
  return replicas === replicaSet.replicas ? replicaSet : scaleReplicaSet(sync, replicaSet, replicas, rule);
}
