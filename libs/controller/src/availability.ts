import type { ModelPod, ModelReplicaSet } from './model.js';

/** Kubernetes stores times in whole seconds. */
export function wholeSecond(at: number): number {
  return at - (at % 1000);
}

/** Whether a pod has been ready for minReadySeconds, counted from the whole second in which it became so (`IsPodAvailable`). */
export function isAvailable(pod: ModelPod, replicaSet: ModelReplicaSet, now: number): boolean {
  if (!pod.ready || pod.readySince === null) return false;
  return replicaSet.minReadySeconds === 0 || availableAt(pod.readySince, replicaSet) <= now;
}

/** When it will have been ready for so long. */
export function availableAt(readySince: number, { minReadySeconds }: ModelReplicaSet): number {
  return wholeSecond(readySince) + minReadySeconds * 1000;
}
