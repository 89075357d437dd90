import { applyDeployment } from './apply-deployment.js';
import { befallReplicaSet, createForeign } from './befall-replica-set.js';
import { deletePod } from './delete-pod.js';
import { deleteDeployment, holdDeletion } from './garbage-collection.js';
import { endPod, failProbes, startPod } from './kubelet.js';
import { leaveOrphans } from './leave-orphans.js';
import type { Input } from './input.js';
import { observeReplicaSets } from './observe-replica-sets.js';
import type { Run } from './run.js';

/** Lets an input happen; what it names and is not there is passed over. */
export function applyInput(run: Run, input: Input): void {
  switch (input.kind) {
    case 'deploymentApplied': {
      applyDeployment(run, input);
      return;
    }
    case 'deletionRequested': {
      holdDeletion(run, input.propagationPolicy);
      return;
    }
    case 'deploymentDeleted': {
      deleteDeployment(run, input.propagationPolicy);
      return;
    }
    case 'orphansLeft': {
      leaveOrphans(run, input);
      return;
    }
    case 'foreignReplicaSetCreated': {
      createForeign(run, input);
      return;
    }
    case 'podLimitsSet':
      run.podLimits = input.limits;
      return;
    case 'podsStarted':
    case 'podsEnded': {
      observePods(run, input);
      return;
    }
    case 'replicaSetsObserved': {
      observeReplicaSets(run, input.replicaSets);
      return;
    }
    case 'kubeletHeld':
      run.kubeletFreeAt = Math.max(run.kubeletFreeAt, input.until);
      return;
    case 'podDeleted':
    case 'podNotReady': {
      befallPod(run, input);
      return;
    }
    case 'replicaSetWritten':
    case 'replicaSetDeleted': {
      befallReplicaSet(run, input);
      return;
    }
  }
}

function befallPod(run: Run, input: Extract<Input, { pod: string }>): void {
  const pod = run.pods.get(input.pod);
  if (pod === undefined) return;
  if (input.kind === 'podDeleted') deletePod(run, pod, 'user: write', input.withoutGrace);
  else failProbes(run, pod, input.seconds);
}

function observePods(
  run: Run,
  { kind, pods }: Extract<Input, { pods: readonly string[]; kind: 'podsStarted' | 'podsEnded' }>,
): void {
  for (const name of pods) {
    const pod = run.pods.get(name);
    if (pod === undefined) continue;
    if (kind === 'podsEnded') endPod(run, pod);
    else startPod(run, pod);
  }
}
