import { deletePod } from './delete-pod.js';
import type { Rule } from './observation.js';
import type { ReplicaSetEntry, Run } from './run.js';
import { removeDeployment, removeReplicaSet, writeDeployment, writeReplicaSet } from './writes.js';

/** Deletes a ReplicaSet at once; its pods are told to go after it (`propagationPolicy: Background`). */
export function deleteReplicaSet(run: Run, entry: ReplicaSetEntry, rule: Rule): void {
  removeReplicaSet(run, entry, rule);
  for (const pod of [...entry.pods.values()]) deletePod(run, pod, 'garbage collection');
}

/** Deletes the Deployment, and what it controls as the policy says. */
export function deleteDeployment(run: Run, policy: 'Background' | 'Foreground' | 'Orphan'): void {
  const { deployment } = run;
  if (deployment === null) return;
  if (policy === 'Foreground') {
    const { generation, deletionTimestamp = run.now } = deployment;
    writeDeployment(run, deployment, { ...deployment, generation: generation + 1, deletionTimestamp }, 'user: write');
    return;
  }
  removeDeployment(run, 'user: write');
  for (const entry of controlledBy(run, deployment.uid)) {
    if (policy === 'Background') deleteReplicaSet(run, entry, 'garbage collection');
    else writeReplicaSet(run, entry.value, { ownerUid: null }, 'garbage collection');
  }
}

/** While a Deployment waits for what it controls to go: pods first, then ReplicaSets, then itself. True when it did something. */
export function collectForeground(run: Run): boolean {
  const { deployment } = run;
  if (deployment?.deletionTimestamp === undefined) return false;
  let acted = false;
  for (const entry of controlledBy(run, deployment.uid)) acted = collectReplicaSet(run, entry) || acted;
  if (acted || controlledBy(run, deployment.uid).length > 0) return acted;
  removeDeployment(run, 'garbage collection');
  return true;
}

function collectReplicaSet(run: Run, entry: ReplicaSetEntry): boolean {
  if (entry.pods.size === 0) {
    removeReplicaSet(run, entry, 'garbage collection');
    return true;
  }
  if (entry.value.deletionTimestamp !== undefined) return false;
  const generation = entry.value.generation + 1;
  writeReplicaSet(run, entry.value, { deletionTimestamp: run.now, generation }, 'garbage collection');
  for (const pod of [...entry.pods.values()]) deletePod(run, pod, 'garbage collection');
  return true;
}

function controlledBy(run: Run, uid: string): readonly ReplicaSetEntry[] {
  return [...run.replicaSets.values()].filter((entry) => entry.value.ownerUid === uid);
}
