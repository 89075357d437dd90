import { deletePod } from './delete-pod.js';
import type { PropagationPolicy } from './input.js';
import type { ModelDeployment } from './model.js';
import type { Rule } from './observation.js';
import type { ReplicaSetEntry, Run } from './run.js';
import { removeDeployment, removeReplicaSet, writeDeployment, writePodOwner, writeReplicaSet } from './writes.js';

const RULE = 'garbage collection';

/** Deletes a ReplicaSet at once; its pods are told to go after it (`propagationPolicy: Background`). */
export function deleteReplicaSet(run: Run, entry: ReplicaSetEntry, rule: Rule): void {
  removeReplicaSet(run, entry, rule);
  deletePods(run, entry);
}

/** Deletes a ReplicaSet as a user does, and its pods as the policy says. */
export function deleteReplicaSetAs(run: Run, entry: ReplicaSetEntry, policy: PropagationPolicy): void {
  if (policy === 'Background') deleteReplicaSet(run, entry, 'user: write');
  else if (policy === 'Foreground') beginDeletion(run, entry, 'user: write');
  else {
    for (const pod of [...entry.pods.values()]) writePodOwner(run, pod, null, RULE);
    removeReplicaSet(run, entry, 'user: write');
  }
}

/** Deletes the Deployment, and what it controls as the policy says. */
export function deleteDeployment(run: Run, policy: PropagationPolicy): void {
  const { deployment } = run;
  if (deployment === null) return;
  if (policy === 'Foreground') {
    beginDeploymentDeletion(run, deployment, { foreground: true, held: false });
    return;
  }
  removeDeployment(run, 'user: write');
  if (policy === 'Orphan') orphanAll(run, deployment);
  else for (const entry of controlledBy(run, deployment.uid)) deleteReplicaSet(run, entry, RULE);
}

/**
 * Finalizers hold the Deployment: what it controls goes before it, or is let go, as the policy says; in the background it stays until
 * the Deployment is gone.
 */
export function holdDeletion(run: Run, policy: PropagationPolicy): void {
  const { deployment } = run;
  if (deployment?.deletionTimestamp !== null) return;
  beginDeploymentDeletion(run, deployment, { foreground: policy === 'Foreground', held: true });
  if (policy === 'Orphan') orphanAll(run, deployment);
}

// The generation counts up when it is told to go, and not again (registry/rest/delete.go, `BeforeDelete`; generic/registry/store.go, `markAsDeleting`).
function beginDeploymentDeletion(
  run: Run,
  deployment: ModelDeployment,
  how: Pick<ModelDeployment, 'foreground' | 'held'>,
): void {
  const { generation, deletionTimestamp } = deployment;
  const begun = deletionTimestamp === null && { generation: generation + 1, deletionTimestamp: run.now };
  writeDeployment(run, deployment, { ...deployment, ...begun, ...how }, 'user: write');
}

function orphanAll(run: Run, { uid }: ModelDeployment): void {
  for (const entry of controlledBy(run, uid)) writeReplicaSet(run, entry.value, { ownerUid: null }, RULE);
}

/**
 * While something waits for what it controls to go: pods first, then ReplicaSets, then the Deployment. True when it did something.
 */
export function collectForeground(run: Run): boolean {
  const { deployment, going } = run;
  if (deployment?.foreground !== true) return collectAll(run, going);
  const waiting = new Set([...going, ...controlledBy(run, deployment.uid)]);
  if (waiting.size > 0) return collectAll(run, waiting);
  if (deployment.held) return false;
  removeDeployment(run, RULE);
  return true;
}

function collectAll(run: Run, waiting: ReadonlySet<ReplicaSetEntry>): boolean {
  let acted = false;
  for (const entry of waiting) acted = collectReplicaSet(run, entry) || acted;
  return acted;
}

function collectReplicaSet(run: Run, entry: ReplicaSetEntry): boolean {
  if (entry.pods.size === 0) {
    removeReplicaSet(run, entry, RULE);
    return true;
  }
  if (entry.value.deletionTimestamp !== null) return false;
  beginDeletion(run, entry, RULE);
  return true;
}

function beginDeletion(run: Run, entry: ReplicaSetEntry, rule: Rule): void {
  const { generation, deletionTimestamp } = entry.value;
  const begun = { generation: generation + 1, deletionTimestamp: deletionTimestamp ?? run.now };
  writeReplicaSet(run, entry.value, begun, rule);
  deletePods(run, entry);
}

function deletePods(run: Run, entry: ReplicaSetEntry): void {
  for (const pod of [...entry.pods.values()]) deletePod(run, pod, RULE);
}

function controlledBy(run: Run, uid: string): readonly ReplicaSetEntry[] {
  return [...run.replicaSets.values()].filter((entry) => entry.value.ownerUid === uid);
}
