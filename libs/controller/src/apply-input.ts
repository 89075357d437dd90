import type { StringMap } from '#libs/kubernetes';
import { applyDeployment } from './apply-deployment.js';
import { wholeSecond } from './availability.js';
import { deletePod } from './delete-pod.js';
import { deleteDeployment, deleteReplicaSet } from './garbage-collection.js';
import { endPod, failProbes, startPod } from './kubelet.js';
import { leaveOrphans } from './leave-orphans.js';
import type { Input } from './input.js';
import { derivedUid } from './names.js';
import type { ReplicaSetEntry, Run } from './run.js';
import { addReplicaSet, writeReplicaSet } from './writes.js';

/** Lets an input happen; what it names and is not there is passed over. */
export function applyInput(run: Run, input: Input): void {
  switch (input.kind) {
    case 'deploymentApplied': {
      applyDeployment(run, input);
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
    case 'kubeletHeld':
      run.kubeletFreeAt = Math.max(run.kubeletFreeAt, input.until);
      return;
    case 'podDeleted':
    case 'podNotReady': {
      befallPod(run, input);
      return;
    }
    case 'replicaSetScaled':
    case 'replicaSetDeleted':
    case 'replicaSetAnnotated': {
      befallReplicaSet(run, input);
      return;
    }
  }
}

function befallPod(run: Run, input: Extract<Input, { pod: string }>): void {
  const pod = run.pods.get(input.pod);
  if (pod === undefined) return;
  if (input.kind === 'podDeleted') deletePod(run, pod, 'user: write');
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

function befallReplicaSet(run: Run, input: Extract<Input, { replicaSet: string }>): void {
  const entry = run.replicaSets.get(input.replicaSet);
  if (entry === undefined) return;
  switch (input.kind) {
    case 'replicaSetDeleted': {
      deleteReplicaSet(run, entry, 'user: write');
      return;
    }
    case 'replicaSetScaled':
      if (input.replicas !== entry.value.replicas) change(run, entry, { replicas: input.replicas });
      return;
    case 'replicaSetAnnotated': {
      change(run, entry, { annotations: annotated(entry.value.annotations, input.annotations) });
      return;
    }
  }
}

function change(run: Run, entry: ReplicaSetEntry, to: Parameters<typeof writeReplicaSet>[2]): void {
  writeReplicaSet(run, entry.value, to, 'user: write');
}

function annotated(present: StringMap, changes: Readonly<Record<string, string | null>>): StringMap {
  const merged: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...present, ...changes })) if (value !== null) merged[key] = value;
  return merged;
}

function createForeign(run: Run, { replicaSet, podLife }: Extract<Input, { kind: 'foreignReplicaSetCreated' }>): void {
  const { name, labels, annotations = {}, template, replicas } = replicaSet;
  if (run.replicaSets.has(name)) return;
  const none = { replicas: 0, fullyLabeledReplicas: 0, readyReplicas: 0, availableReplicas: 0 };
  addReplicaSet(
    run,
    {
      uid: derivedUid('foreign', name, run.counter++),
      name,
      podTemplateHash: labels['pod-template-hash'] ?? '',
      creationTimestamp: wholeSecond(run.now),
      generation: 1,
      labels,
      annotations,
      template,
      replicas,
      minReadySeconds: 0,
      status: { observedGeneration: 0, ...none, conditions: [] },
      ownerUid: null,
      podLife,
    },
    'user: write',
  );
}
