import { applyInput } from './apply-input.js';
import { noticeAvailable } from './availability-checks.js';
import { kubeletDueAt, runKubelet } from './kubelet.js';
import type { Timer } from './model-internals.js';
import type { Input } from './input.js';
import type { ClusterSettings, ModelState } from './model.js';
import type { Observation } from './observation.js';
import { awaitedTimers, finishRun, type ReplicaSetEntry, type Run, startRun } from './run.js';
import { settle } from './settle.js';

/** An empty namespace at an instant. */
export function emptyState(settings: ClusterSettings, now: number): ModelState {
  return {
    now,
    settings,
    deployment: null,
    replicaSets: [],
    pods: [],
    internals: {
      kubelet: [],
      kubeletFreeAt: now,
      timers: [],
      progressCheckAt: null,
      counter: 0,
      podsMade: [],
      createFailures: [],
      podLimits: {},
      observed: [],
      held: [],
      leastRevision: 0,
      events: [],
    },
  };
}

/**
 * Lets the inputs happen, in order, and all that follows from them up to and including `until` ('quiet': until nothing is due any
 * more but new attempts at pods that are refused). Inputs before `state.now` happen at `state.now`; of one instant, what is due
 * comes before the input. The observations are all writes, in order. Running to `t1` and on to `t2` equals running to `t2`.
 */
export function replay(
  state: ModelState,
  inputs: readonly Input[],
  until: number | 'quiet',
): Readonly<{ state: ModelState; observations: readonly Observation[] }> {
  const run = startRun(state);
  for (const input of inputs) {
    advance(run, input.at);
    applyInput(run, input);
    settle(run);
  }
  advance(run, until);
  return { state: finishRun(run), observations: run.observations };
}

function advance(run: Run, until: number | 'quiet'): void {
  for (;;) {
    const at = dueAt(run);
    if (at === undefined || (until === 'quiet' ? onlyRetriesAreDue(run) : at > until)) break;
    run.now = Math.max(run.now, at);
    runDue(run);
    settle(run);
  }
  if (until !== 'quiet') run.now = Math.max(run.now, until);
}

function dueAt(run: Run): number | undefined {
  let at = kubeletDueAt(run);
  for (const other of [run.timers.first?.at, run.progressCheckAt ?? undefined]) {
    if (other !== undefined && (at === undefined || other < at)) at = other;
  }
  return at;
}

// Of one instant: first the kubelet, then other timers, then the progress deadline.
function runDue(run: Run): void {
  for (let at = kubeletDueAt(run); at !== undefined && at <= run.now; at = kubeletDueAt(run)) runKubelet(run);
  while (run.timers.first !== undefined && run.timers.first.at <= run.now) runTimer(run, run.timers.takeFirst());
  if (run.progressCheckAt === null || run.progressCheckAt > run.now) return;
  run.progressCheckAt = null;
  run.deploymentDirty = true;
}

function runTimer(run: Run, timer: Timer | undefined): void {
  if (timer === undefined) return;
  if ('replicaSet' in timer) {
    for (const entry of run.replicaSets.values()) if (entry.value.uid === timer.replicaSet) runLook(run, entry, timer);
  } else {
    const pod = run.pods.get(timer.pod);
    if (pod !== undefined) noticeAvailable(run, pod);
  }
}

function runLook(run: Run, entry: ReplicaSetEntry, { kind, at }: Timer): void {
  if (kind === 'createRetry') entry.retryWaits = false;
  else if (entry.lookAt !== at) return;
  else entry.lookAt = undefined;
  run.dirtyReplicaSets.add(entry);
}

function onlyRetriesAreDue(run: Run): boolean {
  if (run.progressCheckAt !== null || run.kubelet.first !== undefined) return false;
  return awaitedTimers(run).every((timer) => timer.kind === 'createRetry');
}
