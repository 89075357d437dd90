import { waitUntilAvailable } from './availability-checks.js';
import { scheduleKubelet } from './delete-pod.js';
import type { Timer } from './model-internals.js';
import type { PodEntry, Run } from './run.js';
import { startsNow } from './starts-now.js';
import { removePod, writePod } from './writes.js';

/** When the kubelet writes next, or undefined when it has nothing to do. */
export function kubeletDueAt({ kubelet, kubeletFreeAt }: Run): number | undefined {
  const due = kubelet.first?.at;
  return due === undefined ? undefined : Math.max(due, kubeletFreeAt);
}

/** Does what is first due: the pod starts, gets ready again, or ends. What no longer matters is passed over. */
export function runKubelet(run: Run): void {
  const timer = run.kubelet.takeFirst();
  if (timer === undefined || !('pod' in timer)) return;
  const pod = run.pods.get(timer.pod);
  if (pod === undefined) return;
  if (timer.kind === 'podEnded') endPod(run, pod);
  else if (!pod.value.ready && startsNow(run, pod)) begin(run, pod, timer.kind);
}

function begin(run: Run, pod: PodEntry, kind: Timer['kind']): void {
  if (kind === 'podStarted' && pod.owner?.value.podLife.neverReady === true) failToPull(run, pod);
  else startPod(run, pod);
}

/** The pod passes its probes. One that is going is left alone. */
export function startPod(run: Run, pod: PodEntry): void {
  if (pod.value.deletionTimestamp !== null) return;
  const readySince = run.now;
  const started = { ...pod.value, phase: 'Running', ready: true, readySince, reason: 'Running' } as const;
  writePod(run, pod, started, 'kubelet: pod started');
  hasWritten(run);
  waitUntilAvailable(run, pod);
}

export function endPod(run: Run, pod: PodEntry): void {
  removePod(run, pod, 'kubelet: pod ended');
  hasWritten(run);
}

// It waits for its image for good, and takes no turn of the kubelet.
function failToPull(run: Run, pod: PodEntry): void {
  if (pod.value.deletionTimestamp !== null) return;
  writePod(run, pod, { ...pod.value, reason: 'ImagePullBackOff' }, 'kubelet: pod started');
}

/** Makes the pod fail its probes for some seconds. */
export function failProbes(run: Run, pod: PodEntry, seconds: number): void {
  if (pod.value.deletionTimestamp !== null || !pod.value.ready) return;
  const failing = { ...pod.value, ready: false, readySince: null, reason: 'NotReady' } as const;
  writePod(run, pod, failing, 'kubelet: pod not ready');
  hasWritten(run);
  scheduleKubelet(run, 'podReadyAgain', pod.value.name, seconds);
}

// Its next write comes `gapSeconds` later at the earliest.
function hasWritten(run: Run): void {
  run.kubeletFreeAt = Math.max(run.kubeletFreeAt, run.now + Math.round((run.settings.gapSeconds ?? 0) * 1000));
}
