import { availableAt, isAvailable } from './availability.js';
import type { PodEntry, ReplicaSetEntry, Run } from './run.js';

/** Sets the moment at which a ready pod has been so for long enough (controller_utils.go, `FindMinNextPodAvailabilityCheck`). */
export function waitUntilAvailable(run: Run, { value, owner, available }: PodEntry): void {
  if (owner === null || available || value.readySince === undefined) return;
  const at = Math.max(run.now, availableAt(value.readySince, owner.value));
  run.timers.add({ at, order: run.counter++, kind: 'podAvailable', pod: value.name });
}

/** Looks again at a pod that may have become available. */
export function noticeAvailable(run: Run, pod: PodEntry): void {
  const { owner, value } = pod;
  if (owner === null || pod.available || value.deletionTimestamp !== undefined) return;
  if (!isAvailable(value, owner.value, run.now)) return;
  pod.available = true;
  owner.available++;
  run.dirtyReplicaSets.add(owner);
}

/** Counts the available pods anew after minReadySeconds has changed. */
export function recountAvailable(run: Run, entry: ReplicaSetEntry): void {
  entry.available = 0;
  for (const pod of entry.pods.values()) {
    pod.available = isAvailable(pod.value, entry.value, run.now);
    if (pod.value.deletionTimestamp !== undefined) continue;
    if (pod.available) entry.available++;
    else waitUntilAvailable(run, pod);
  }
}
