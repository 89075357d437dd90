import { isAvailable } from './availability.js';
import { DeletionOrder } from './deletion-order.js';
import { DueQueue } from './due-queue.js';
import { EventRecorder } from './event-recorder.js';
import type { PodLimits } from './limits.js';
import type { Timer } from './model-internals.js';
import type { ClusterSettings, ModelDeployment, ModelPod, ModelReplicaSet, ModelState } from './model.js';
import type { Observation } from './observation.js';
import { finishSights, type Sights, startSights } from './sights.js';

/** A pod while the model runs. */
export type PodEntry = {
  value: ModelPod;
  available: boolean;
  gone: boolean;
  /** Counts pods in the order of their creation. */
  readonly index: number;
  /** Null when its ReplicaSet is gone. */
  owner: ReplicaSetEntry | null;
};

/** A ReplicaSet while the model runs, with its pods counted so that no reconcile has to. */
export type ReplicaSetEntry = {
  value: ModelReplicaSet;
  /** In the order of their creation, terminating ones included. */
  readonly pods: Map<string, PodEntry>;
  active: number;
  ready: number;
  available: number;
  terminating: number;
  readonly deletionOrder: DeletionOrder<PodEntry>;
  podsMade: number;
  createFailures: number;
  /** Whether a new attempt at pods that were refused has been set. */
  retryWaits: boolean;
  /** When it is looked at again for pods that become available, in releases that look late. */
  lookAt: number | undefined;
};

/** The state while time runs: local to one call of `replay`, and changed in place. */
export type Run = Sights & {
  now: number;
  readonly settings: ClusterSettings;
  deployment: ModelDeployment | null;
  /** By name, in the order of their creation. */
  readonly replicaSets: Map<string, ReplicaSetEntry>;
  /** By name, in the order of their creation. */
  readonly pods: Map<string, PodEntry>;
  readonly kubelet: DueQueue<Timer>;
  kubeletFreeAt: number;
  readonly timers: DueQueue<Timer>;
  progressCheckAt: number | null;
  counter: number;
  podsSeen: number;
  podLimits: PodLimits;
  readonly recorder: EventRecorder;
  /** Whether the Deployment controller has to look at the Deployment. */
  deploymentDirty: boolean;
  /** Those whose labels somebody has changed since the Deployment controller last looked. */
  readonly relabelled: Set<ReplicaSetEntry>;
  /** Those whose deletion waits for their pods to go. */
  readonly going: Set<ReplicaSetEntry>;
  /** Those the ReplicaSet controller has to look at. */
  readonly dirtyReplicaSets: Set<ReplicaSetEntry>;
  readonly observations: Observation[];
};

export function startRun(state: ModelState): Run {
  const { internals } = state;
  const run: Run = {
    now: state.now,
    settings: state.settings,
    deployment: state.deployment,
    replicaSets: new Map(),
    pods: new Map(),
    kubelet: new DueQueue(internals.kubelet),
    kubeletFreeAt: internals.kubeletFreeAt,
    timers: new DueQueue(internals.timers),
    progressCheckAt: internals.progressCheckAt,
    counter: internals.counter,
    podsSeen: 0,
    podLimits: internals.podLimits,
    ...startSights(internals),
    recorder: new EventRecorder(internals.events),
    deploymentDirty: false,
    relabelled: new Set(),
    going: new Set(),
    dirtyReplicaSets: new Set(),
    observations: [],
  };
  for (const [index, value] of state.replicaSets.entries()) {
    const entry = addEntry(run, value);
    entry.podsMade = internals.podsMade[index] ?? 0;
    entry.createFailures = internals.createFailures[index] ?? 0;
  }
  for (const timer of internals.timers) noteLook(run, timer);
  for (const value of state.pods) addPodEntry(run, value);
  return run;
}

// The timers stand in the order they are due: what waits for a ReplicaSet is its first one of a kind.
function noteLook(run: Run, timer: Timer): void {
  if (!('replicaSet' in timer)) return;
  for (const entry of run.replicaSets.values()) {
    if (entry.value.uid !== timer.replicaSet) continue;
    if (timer.kind === 'createRetry') entry.retryWaits = true;
    else entry.lookAt ??= timer.at;
  }
}

export function finishRun(run: Run): ModelState {
  const entries = [...run.replicaSets.values()];
  return {
    now: run.now,
    settings: run.settings,
    deployment: run.deployment,
    replicaSets: entries.map((entry) => entry.value),
    pods: Array.from(run.pods.values(), (entry) => entry.value),
    internals: {
      kubelet: run.kubelet.sorted(),
      kubeletFreeAt: run.kubeletFreeAt,
      timers: awaitedTimers(run),
      progressCheckAt: run.progressCheckAt,
      counter: run.counter,
      podsMade: entries.map((entry) => entry.podsMade),
      createFailures: entries.map((entry) => entry.createFailures),
      podLimits: run.podLimits,
      ...finishSights(run),
      events: run.recorder.memory(),
    },
  };
}

/** First due first; a look at a ReplicaSet that another has come before is none any more. */
export function awaitedTimers(run: Run): readonly Timer[] {
  const entries = [...run.replicaSets.values()];
  const isLook = (timer: Timer): boolean => timer.kind === 'availabilityLook';
  const isAwaited = (timer: Timer): boolean =>
    entries.some(({ value, lookAt }) => 'replicaSet' in timer && value.uid === timer.replicaSet && lookAt === timer.at);
  return run.timers.sorted().filter((timer) => !isLook(timer) || isAwaited(timer));
}

export function addEntry(run: Run, value: ModelReplicaSet): ReplicaSetEntry {
  const entry: ReplicaSetEntry = {
    value,
    pods: new Map(),
    active: 0,
    ready: 0,
    available: 0,
    terminating: 0,
    deletionOrder: new DeletionOrder(),
    podsMade: 0,
    createFailures: 0,
    retryWaits: false,
    lookAt: undefined,
  };
  run.replicaSets.set(value.name, entry);
  if (value.deletionTimestamp !== null) run.going.add(entry);
  return entry;
}

export function addPodEntry(run: Run, value: ModelPod): PodEntry {
  const named = run.replicaSets.get(value.replicaSet);
  const owner = named?.value.uid === value.replicaSetUid ? named : null;
  const pod: PodEntry = { value, owner, available: false, gone: false, index: run.podsSeen++ };
  run.pods.set(value.name, pod);
  if (owner !== null) enterOwner(run, pod, owner);
  return pod;
}

/** Makes a pod one of a ReplicaSet's. */
export function enterOwner(run: Run, pod: PodEntry, owner: ReplicaSetEntry): void {
  const { value } = pod;
  pod.owner = owner;
  pod.available = isAvailable(value, owner.value, run.now);
  owner.pods.set(value.name, pod);
  countPod(owner, pod, 1);
  if (value.deletionTimestamp === null) owner.deletionOrder.enter(pod);
}

/** Takes a pod from its ReplicaSet, which stays noted as the one it had. */
export function leaveOwner(pod: PodEntry): void {
  if (pod.owner === null) return;
  countPod(pod.owner, pod, -1);
  pod.owner.pods.delete(pod.value.name);
}

/** Adds a pod to its ReplicaSet's counts (1) or takes it out of them (-1). */
export function countPod(owner: ReplicaSetEntry, { value, available }: PodEntry, sign: 1 | -1): void {
  if (value.deletionTimestamp !== null) {
    owner.terminating += sign;
    return;
  }
  owner.active += sign;
  if (value.ready) owner.ready += sign;
  if (available) owner.available += sign;
}
