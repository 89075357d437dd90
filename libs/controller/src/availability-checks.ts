import { availableAt, isAvailable } from './availability.js';
import { releaseRules } from './release-rules.js';
import type { PodEntry, ReplicaSetEntry, Run } from './run.js';

/**
 * Sets the moment at which it is noticed that a pod has been ready for long enough (controller_utils.go,
 * `FindMinNextPodAvailabilityCheck`). Before 1.34 its ReplicaSet is looked at a second later than that (replica_set.go, `updatePod`).
 */
export function waitUntilAvailable(run: Run, { value, owner, available }: PodEntry): void {
  if (owner === null || available || value.readySince === null) return;
  if (looksLate(run)) {
    lookLater(run, owner, (owner.value.minReadySeconds + 1) * 1000);
    return;
  }
  const at = Math.max(run.now, availableAt(value.readySince, owner.value));
  run.timers.add({ at, order: run.counter++, kind: 'podAvailable', pod: value.name });
}

/** Looks again at a pod that may have become available. */
export function noticeAvailable(run: Run, pod: PodEntry): void {
  const { owner, value } = pod;
  if (owner === null || pod.available || value.deletionTimestamp !== null) return;
  if (!isAvailable(value, owner.value, run.now)) return;
  pod.available = true;
  owner.available++;
  run.dirtyReplicaSets.add(owner);
}

/** In releases that look late, every look at a ReplicaSet finds all pods that have become available since the last one. */
export function noticeAllAvailable(run: Run, entry: ReplicaSetEntry): void {
  if (entry.ready === entry.available || !looksLate(run)) return;
  for (const pod of entry.pods.values()) noticeAvailable(run, pod);
}

/**
 * In releases that look late: when all pods wanted are ready and not all available, minReadySeconds pass until the next look, however
 * long the pods have been ready (replica_set.go, `syncReplicaSet`).
 */
export function lookAgainUntilAvailable(run: Run, entry: ReplicaSetEntry): void {
  const { replicas, minReadySeconds, status } = entry.value;
  if (minReadySeconds === 0 || status.readyReplicas !== replicas || status.availableReplicas === replicas) return;
  if (looksLate(run)) lookLater(run, entry, minReadySeconds * 1000);
}

// A look that is due already is not put off, and one that is due later comes sooner (client-go workqueue, `AddAfter`).
function lookLater(run: Run, entry: ReplicaSetEntry, milliseconds: number): void {
  const at = run.now + milliseconds;
  if (entry.lookAt !== undefined && entry.lookAt <= at) return;
  entry.lookAt = at;
  run.timers.add({ at, order: run.counter++, kind: 'availabilityLook', replicaSet: entry.value.uid });
}

function looksLate({ settings }: Run): boolean {
  return releaseRules(settings.release).looksLate;
}

/** Counts the available pods anew after minReadySeconds has changed. */
export function recountAvailable(run: Run, entry: ReplicaSetEntry): void {
  entry.available = 0;
  for (const pod of entry.pods.values()) {
    pod.available = isAvailable(pod.value, entry.value, run.now);
    if (pod.value.deletionTimestamp !== null) continue;
    if (pod.available) entry.available++;
    else waitUntilAvailable(run, pod);
  }
}
