import { waitUntilAvailable } from './availability-checks.js';
import type { Input } from './input.js';
import type { ModelPod } from './model.js';
import type { Run } from './run.js';
import { addPod, addReplicaSet } from './writes.js';

const RULE = 'left by an earlier incarnation';

type Orphans = Extract<Input, { kind: 'orphansLeft' }>;

/** Puts ReplicaSets and pods of an earlier incarnation there, and lets their lives go on. */
export function leaveOrphans(run: Run, { replicaSets, pods, podsMade = [] }: Orphans): void {
  for (const [index, replicaSet] of replicaSets.entries()) {
    if (run.replicaSets.has(replicaSet.name)) continue;
    const entry = addReplicaSet(run, { ...replicaSet, ownerUid: null }, RULE);
    entry.podsMade = podsMade[index] ?? 0;
  }
  for (const pod of pods) if (!run.pods.has(pod.name)) goOn(run, pod);
}

function goOn(run: Run, pod: ModelPod): void {
  const entry = addPod(run, pod, RULE);
  if (run.settings.podFacts === 'observed') return;
  const life = entry.owner?.value.podLife;
  if (life === undefined) return;
  const { name: podName, createdAt, deletionTimestamp, ready } = pod;
  if (deletionTimestamp !== null)
    schedule(run, 'podEnded', podName, deletionTimestamp + life.terminationSeconds * 1000);
  else if (!ready) schedule(run, 'podStarted', podName, createdAt + life.startSeconds * 1000);
  else waitUntilAvailable(run, entry);
}

function schedule(run: Run, kind: 'podStarted' | 'podEnded', pod: string, due: number): void {
  run.kubelet.add({ at: Math.max(run.now, Math.round(due)), order: run.counter++, kind, pod });
}
