import { findCondition, newCondition, withCondition, withoutCondition } from './conditions.js';
import { calculateStatus, sameStatus, writeStatus } from './deployment-status.js';
import { type DeploymentSync, type NewAndOld } from './deployment-sync.js';
import type { DeploymentCondition, DeploymentStatus, ModelDeployment, ModelReplicaSet } from './model.js';
import { hasProgressDeadline, hasTimedOut, isComplete, isProgressing } from './progress-deadline.js';

type Conditions = readonly DeploymentCondition[];

/** Writes the status if it differs, with what it says of progress and of pods that cannot be made (progress.go, `syncRolloutStatus`). */
export function syncRolloutStatus(sync: DeploymentSync, all: NewAndOld): void {
  const { deployment, run } = sync;
  const counted = calculateStatus(sync, all);
  const progressed = progressConditions(deployment, counted, all.newReplicaSet, run.now);
  const status = { ...counted, conditions: withReplicaFailure(progressed, all) };
  if (sameStatus(status, deployment.status)) requeueStuck(sync, status);
  else writeStatus(sync, status);
}

function progressConditions(
  deployment: ModelDeployment,
  status: DeploymentStatus,
  newReplicaSet: ModelReplicaSet | null,
  now: number,
): Conditions {
  const { conditions } = status;
  if (!hasProgressDeadline(deployment.spec)) return withoutCondition(conditions, 'Progressing');
  const present = findCondition(deployment.status.conditions, 'Progressing');
  if (status.replicas === status.updatedReplicas && present?.reason === 'NewReplicaSetAvailable') return conditions;
  const verdict = verdictOn(deployment, status, now);
  if (verdict === undefined) return conditions;
  const { truth, reason, saying } = VERDICTS[verdict];
  const what = newReplicaSet === null ? `Deployment "${deployment.name}"` : `ReplicaSet "${newReplicaSet.name}"`;
  const condition = newCondition('Progressing', truth, { reason, message: `${what} ${saying}` }, now);
  return verdict === 'progressing'
    ? withProgress(conditions, condition, present)
    : withCondition(conditions, condition);
}

const VERDICTS = {
  complete: { truth: 'True', reason: 'NewReplicaSetAvailable', saying: 'has successfully progressed.' },
  progressing: { truth: 'True', reason: 'ReplicaSetUpdated', saying: 'is progressing.' },
  timedOut: { truth: 'False', reason: 'ProgressDeadlineExceeded', saying: 'has timed out progressing.' },
} as const;

function verdictOn(
  deployment: ModelDeployment,
  status: DeploymentStatus,
  now: number,
): keyof typeof VERDICTS | undefined {
  if (isComplete(deployment, status)) return 'complete';
  if (isProgressing(deployment.status, status)) return 'progressing';
  return hasTimedOut(deployment, status, now) ? 'timedOut' : undefined;
}

// Each progress renews lastUpdateTime, though status and reason may stay: the deadline counts from it.
function withProgress(
  conditions: Conditions,
  condition: DeploymentCondition,
  present: DeploymentCondition | undefined,
): Conditions {
  const kept = present?.status === 'True' ? { lastTransitionTime: present.lastTransitionTime } : {};
  return [...withoutCondition(conditions, 'Progressing'), { ...condition, ...kept }];
}

// A failure of the new ReplicaSet goes before one of the others (progress.go, `getReplicaFailures`).
function withReplicaFailure(conditions: Conditions, all: NewAndOld): Conditions {
  const failing = all.newReplicaSet?.status.conditions[0] ?? all.replicaSets.find(hasFailed)?.status.conditions[0];
  if (failing === undefined) return withoutCondition(conditions, 'ReplicaFailure');
  return withCondition(conditions, { ...failing, lastUpdateTime: failing.lastTransitionTime });
}

function hasFailed({ status }: ModelReplicaSet): boolean {
  return status.conditions.length > 0;
}

// A second is added to the wait; with less than one left the controller looks again and again until time is up. After a rollout that
// was complete nothing can time out, and there is nothing to wait for (progress.go, `requeueStuckDeployment`).
function requeueStuck({ deployment, run }: DeploymentSync, status: DeploymentStatus): void {
  run.progressCheckAt = null;
  const condition = findCondition(status.conditions, 'Progressing');
  if (!hasProgressDeadline(deployment.spec) || condition === undefined || isSettled(condition.reason)) return;
  if (isComplete(deployment, status)) return;
  const deadline = condition.lastUpdateTime + deployment.spec.progressDeadlineSeconds * 1000;
  run.progressCheckAt = Math.max(run.now, deadline) + (deadline - run.now < 1000 ? 1 : 1000);
}

function isSettled(reason: string): boolean {
  return reason === VERDICTS.complete.reason || reason === VERDICTS.timedOut.reason;
}
