import { lookAgainUntilAvailable, noticeAllAvailable } from './availability-checks.js';
import { createPods } from './create-pods.js';
import { deletePod } from './delete-pod.js';
import type { ReplicaSetStatus } from './model.js';
import { calculateStatus, sameStatus } from './replica-set-status.js';
import type { ReplicaSetEntry, Run } from './run.js';
import { recordEvent, writePodOwner } from './writes.js';

// How many pods one look makes or deletes at most (replica_set.go, `BurstReplicas`).
const BURST = 500;

/**
 * One look at a ReplicaSet: pods are made or deleted, then the status is written as it was when the look began
 * (replica_set.go, `syncReplicaSet`). What was just made is counted by the next look.
 */
export function syncReplicaSet(run: Run, entry: ReplicaSetEntry): void {
  adoptPods(run, entry);
  noticeAllAvailable(run, entry);
  const { active, ready, available, terminating } = entry;
  const failure = entry.value.deletionTimestamp === null ? manageReplicas(run, entry) : undefined;
  const status = calculateStatus(entry.value, { active, ready, available, terminating }, failure, run);
  writeStatus(run, entry, status);
  if (failure === undefined) {
    entry.createFailures = 0;
    lookAgainUntilAvailable(run, entry);
  } else retryLater(run, entry);
}

// A ReplicaSet made again under its name finds the pods that its forerunner left without an owner (replica_set.go, `claimPods`).
function adoptPods(run: Run, entry: ReplicaSetEntry): void {
  if (entry.value.status.observedGeneration > 0) return;
  for (const pod of run.pods.values()) {
    const { replicaSet, replicaSetUid, deletionTimestamp } = pod.value;
    if (replicaSetUid !== '' || replicaSet !== entry.value.name || deletionTimestamp !== null) continue;
    writePodOwner(run, pod, entry, 'ReplicaSet: adopt pods');
  }
}

// The text is the failure's, if pods could not be made (replica_set.go, `manageReplicas`).
function manageReplicas(run: Run, entry: ReplicaSetEntry): string | undefined {
  const missing = entry.value.replicas - entry.active;
  if (missing > 0) return createPods(run, entry, Math.min(missing, BURST));
  if (missing === 0) return undefined;
  const { name, uid } = entry.value;
  for (const pod of entry.deletionOrder.take(Math.min(-missing, BURST))) {
    deletePod(run, pod, 'ReplicaSet: delete pods');
    recordEvent(
      run,
      {
        type: 'Normal',
        reason: 'SuccessfulDelete',
        message: `Deleted pod: ${pod.value.name}`,
        source: 'replicaset-controller',
        involvedObject: { kind: 'ReplicaSet', name, uid },
      },
      'ReplicaSet: delete pods',
    );
  }
  return undefined;
}

// replica_set_utils.go, `updateReplicaSetStatus`.
function writeStatus(run: Run, entry: ReplicaSetEntry, status: ReplicaSetStatus): void {
  if (sameStatus(status, entry.value.status)) return;
  entry.value = { ...entry.value, status };
  run.dirtyReplicaSets.add(entry);
  run.deploymentDirty = true;
  run.observations.push({
    at: run.now,
    rule: 'ReplicaSet: status',
    kind: 'ReplicaSet',
    type: 'MODIFIED',
    object: entry.value,
  });
}

// After 5 ms, and twice as long after each failure, 1000 s at most; an attempt already waiting is not put off
// (client-go workqueue, `DefaultTypedControllerRateLimiter`).
function retryLater(run: Run, entry: ReplicaSetEntry): void {
  const delay = Math.min(5 * 2 ** entry.createFailures, 1_000_000);
  entry.createFailures++;
  if (entry.retryWaits) return;
  entry.retryWaits = true;
  run.timers.add({ at: run.now + delay, order: run.counter++, kind: 'createRetry', replicaSet: entry.value.uid });
}
