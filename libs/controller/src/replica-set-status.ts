import type { ModelReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from './model.js';
import { wholeSecond } from './availability.js';
import { releaseRules } from './release-rules.js';
import type { ReplicaSetEntry, Run } from './run.js';

type PodCounts = Pick<ReplicaSetEntry, 'active' | 'ready' | 'available' | 'terminating'>;

/** The status of a ReplicaSet with so many pods (replica_set_utils.go, `calculateStatus`). */
export function calculateStatus(
  { generation, status }: ModelReplicaSet,
  { active, ready, available, terminating }: PodCounts,
  failure: string | undefined,
  { now, settings }: Run,
): ReplicaSetStatus {
  return {
    observedGeneration: generation,
    replicas: active,
    fullyLabeledReplicas: active,
    readyReplicas: ready,
    availableReplicas: available,
    ...(releaseRules(settings.release).countsTerminating && { terminatingReplicas: terminating }),
    conditions: failureConditions(status.conditions, failure, now),
  };
}

/** Whether there is nothing to write. */
export function sameStatus(a: ReplicaSetStatus, b: ReplicaSetStatus): boolean {
  return (
    a.observedGeneration === b.observedGeneration &&
    a.replicas === b.replicas &&
    a.readyReplicas === b.readyReplicas &&
    a.availableReplicas === b.availableReplicas &&
    a.terminatingReplicas === b.terminatingReplicas &&
    a.conditions.length === b.conditions.length
  );
}

// The first failure is kept for as long as it lasts.
function failureConditions(
  present: readonly ReplicaSetCondition[],
  failure: string | undefined,
  now: number,
): readonly ReplicaSetCondition[] {
  if (failure === undefined) return present.length === 0 ? present : [];
  if (present.length > 0) return present;
  const lastTransitionTime = wholeSecond(now);
  return [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: failure, lastTransitionTime }];
}
