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

/** The sum of one count of the statuses. */
export function statusSum(
  replicaSets: ReplicaSets,
  count: 'replicas' | 'readyReplicas' | 'availableReplicas' | 'terminatingReplicas',
): number {
  let sum = 0;
  for (const { status } of replicaSets) sum += status[count] ?? 0;
  return sum;
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
