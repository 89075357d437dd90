import { hasNewStage } from './deletion-order.js';
import type { NewEvent } from './event-recorder.js';
import { isAvailable } from './availability.js';
import { recountAvailable } from './availability-checks.js';
import {
  addEntry,
  addPodEntry,
  countPod,
  enterOwner,
  leaveOwner,
  type PodEntry,
  type ReplicaSetEntry,
  type Run,
} from './run.js';
import type { ModelDeployment, ModelPod, ModelReplicaSet } from './model.js';
import type { Rule, WriteType } from './observation.js';

/** A write to an object that another write has changed since it was read: the API server refuses it with 409. */
export class Conflict extends Error {}

const CONFLICT = new Conflict('the object has been modified');

/** Writes a new Deployment, or one that was read as `seen`. */
export function writeDeployment(run: Run, seen: ModelDeployment | null, to: ModelDeployment, rule: Rule): void {
  if (run.deployment !== seen) throw CONFLICT;
  run.deployment = to;
  run.deploymentDirty = true;
  observeDeployment(run, seen === null ? 'ADDED' : 'MODIFIED', rule);
}

export function removeDeployment(run: Run, rule: Rule): void {
  observeDeployment(run, 'DELETED', rule);
  run.deployment = null;
  run.progressCheckAt = null;
}

export function addReplicaSet(run: Run, value: ModelReplicaSet, rule: Rule): ReplicaSetEntry {
  const entry = addEntry(run, value);
  run.dirtyReplicaSets.add(entry);
  run.deploymentDirty = true;
  run.observations.push({ at: run.now, rule, kind: 'ReplicaSet', type: 'ADDED', object: value });
  return entry;
}

/** Writes a ReplicaSet that was read as `seen`; a change of its spec counts its generation up. */
export function writeReplicaSet(
  run: Run,
  seen: ModelReplicaSet,
  change: Partial<ModelReplicaSet>,
  rule: Rule,
): ModelReplicaSet {
  const entry = run.replicaSets.get(seen.name);
  if (entry?.value !== seen) throw CONFLICT;
  const merged = { ...seen, ...change };
  const value = hasOtherSpec(seen, merged) ? { ...merged, generation: seen.generation + 1 } : merged;
  entry.value = value;
  if (value.minReadySeconds !== seen.minReadySeconds) recountAvailable(run, entry);
  if (value.labels !== seen.labels) run.relabelled.add(entry);
  if (value.deletionTimestamp !== null) run.going.add(entry);
  run.dirtyReplicaSets.add(entry);
  run.deploymentDirty = true;
  run.observations.push({ at: run.now, rule, kind: 'ReplicaSet', type: 'MODIFIED', object: value });
  return value;
}

function hasOtherSpec(a: ModelReplicaSet, b: ModelReplicaSet): boolean {
  return a.replicas !== b.replicas || a.minReadySeconds !== b.minReadySeconds || a.template !== b.template;
}

export function removeReplicaSet(run: Run, entry: ReplicaSetEntry, rule: Rule): void {
  run.replicaSets.delete(entry.value.name);
  run.dirtyReplicaSets.delete(entry);
  run.going.delete(entry);
  run.relabelled.delete(entry);
  run.recorder.forget(entry.value.uid);
  run.deploymentDirty = true;
  run.observations.push({ at: run.now, rule, kind: 'ReplicaSet', type: 'DELETED', object: entry.value });
}

export function addPod(run: Run, value: ModelPod, rule: Rule): PodEntry {
  const pod = addPodEntry(run, value);
  observePod(run, pod, 'ADDED', rule);
  return pod;
}

export function writePod(run: Run, pod: PodEntry, value: ModelPod, rule: Rule): void {
  const { owner, value: before } = pod;
  if (owner !== null) countPod(owner, pod, -1);
  pod.value = value;
  if (owner !== null) {
    pod.available = isAvailable(value, owner.value, run.now);
    countPod(owner, pod, 1);
    if (value.deletionTimestamp === null && hasNewStage(before, value)) owner.deletionOrder.enter(pod);
  }
  observePod(run, pod, 'MODIFIED', rule);
}

/** Gives a pod to a ReplicaSet, or to none. */
export function writePodOwner(run: Run, pod: PodEntry, owner: ReplicaSetEntry | null, rule: Rule): void {
  leaveOwner(pod);
  pod.owner = null;
  pod.value = { ...pod.value, replicaSetUid: owner?.value.uid ?? '' };
  if (owner !== null) enterOwner(run, pod, owner);
  observePod(run, pod, 'MODIFIED', rule);
}

export function removePod(run: Run, pod: PodEntry, rule: Rule): void {
  pod.gone = true;
  run.pods.delete(pod.value.name);
  leaveOwner(pod);
  observePod(run, pod, 'DELETED', rule);
  if (isLastOfRecreate(run)) run.deploymentDirty = true;
}

// The Deployment is looked at when its last pod is gone (deployment_controller.go, `deletePod`).
function isLastOfRecreate({ deployment, replicaSets }: Run): boolean {
  if (deployment?.spec.strategy.type !== 'Recreate') return false;
  for (const { value, pods } of replicaSets.values())
    if (value.ownerUid === deployment.uid && pods.size > 0) return false;
  return true;
}

/** Gives an event to the recorder, and writes what it makes of it. */
export function recordEvent(run: Run, event: NewEvent, rule: Rule): void {
  const recorded = run.recorder.record(event, run.now, run.counter++);
  if (recorded === undefined) return;
  const type = recorded.isNew ? 'ADDED' : 'MODIFIED';
  run.observations.push({ at: run.now, rule, kind: 'Event', type, event: recorded.event });
}

function observeDeployment(run: Run, type: WriteType, rule: Rule): void {
  if (run.deployment === null) return;
  run.observations.push({ at: run.now, rule, kind: 'Deployment', type, object: run.deployment });
}

function observePod(run: Run, { value, owner }: PodEntry, type: WriteType, rule: Rule): void {
  if (owner !== null && run.replicaSets.get(owner.value.name) === owner) run.dirtyReplicaSets.add(owner);
  run.observations.push({ at: run.now, rule, kind: 'Pod', type, object: value });
}
