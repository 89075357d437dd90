import type { ModelReplicaSet } from './model.js';

type ReplicaSets = readonly ModelReplicaSet[];

/** Those with pods wanted (controller_utils.go, `FilterActiveReplicaSets`). */
export function activeOf(replicaSets: ReplicaSets): ModelReplicaSet[] {
  return replicaSets.filter((replicaSet) => replicaSet.replicas > 0);
}

/** The sum of `spec.replicas`. */
export function wantedReplicas(replicaSets: ReplicaSets): number {
  let sum = 0;
  for (const { replicas } of replicaSets) sum += replicas;
  return sum;
}

/** The sums of what the statuses count. */
export function statusTotals(replicaSets: ReplicaSets): Readonly<{
  replicas: number;
  ready: number;
  available: number;
  terminating: number;
}> {
  let [replicas, ready, available, terminating] = [0, 0, 0, 0];
  for (const { status } of replicaSets) {
    replicas += status.replicas;
    ready += status.readyReplicas;
    available += status.availableReplicas;
    terminating += status.terminatingReplicas ?? 0;
  }
  return { replicas, ready, available, terminating };
}

/** By creation, oldest first, those of one second by name (controller_utils.go, `ReplicaSetsByCreationTimestamp`). */
export function byCreation(a: ModelReplicaSet, b: ModelReplicaSet): number {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp - b.creationTimestamp;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Largest first, of one size newest first (`ReplicaSetsBySizeNewer`). */
export function bySizeNewer(a: ModelReplicaSet, b: ModelReplicaSet): number {
  return b.replicas - a.replicas || byCreation(b, a);
}

/** Largest first, of one size oldest first (`ReplicaSetsBySizeOlder`). */
export function bySizeOlder(a: ModelReplicaSet, b: ModelReplicaSet): number {
  return b.replicas - a.replicas || byCreation(a, b);
}
