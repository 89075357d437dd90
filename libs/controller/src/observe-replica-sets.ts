import { scheduleKubelet } from './delete-pod.js';
import type { Input } from './input.js';
import { startPod } from './kubelet.js';
import type { PodEntry, ReplicaSetEntry, Run } from './run.js';
import { PATIENCE_SECONDS } from './starts-now.js';
import { writePod } from './writes.js';

type Seen = Extract<Input, { kind: 'replicaSetsObserved' }>['replicaSets'][number];

/** Makes pods ready, and not ready, as they were seen to be; what is not there is passed over. */
export function observeReplicaSets(run: Run, replicaSets: readonly Seen[]): void {
  for (const seen of replicaSets) {
    const entry = run.replicaSets.get(seen.name);
    if (entry === undefined) continue;
    run.observed.set(entry.value.uid, { at: run.now, ready: seen.ready });
    follow(run, entry, seen);
  }
}

// Oldest pods get ready first, and the youngest are the first that are not any more. That fewer are there than the model has makes
// none of its ready ones unready: it may be behind with taking them away.
function follow(run: Run, entry: ReplicaSetEntry, { pods, ready, waiting }: Seen): void {
  const present = [...entry.pods.values()].filter(({ value }) => value.deletionTimestamp === null && value.scheduled);
  const isReady = present.filter(({ value }) => value.ready);
  const others = present.filter(({ value }) => !value.ready);
  const missing = Math.max(0, ready - isReady.length);
  const tooMany = Math.min(Math.max(0, isReady.length - ready), Math.max(0, pods - ready));
  for (const pod of others.slice(0, missing)) {
    run.held.delete(pod.value.name);
    startPod(run, pod);
  }
  const reasons = waiting.flatMap(({ reason, pods: count }) =>
    Array.from({ length: Math.min(count, present.length) }, () => reason),
  );
  const unready = [...isReady.slice(isReady.length - tooMany), ...others.slice(missing)];
  for (const [index, pod] of unready.entries()) {
    if (reasons[index] !== undefined || index >= pods - ready) hold(run, pod, reasons[index]);
    else release(run, pod);
  }
}

// Until it is seen to be something else; one that was not seen at all, too.
function hold(run: Run, pod: PodEntry, reason: string | undefined): void {
  run.held.add(pod.value.name);
  makeUnready(run, pod, reason);
}

// It starts as it should; when nobody says so, later.
function release(run: Run, pod: PodEntry): void {
  const waits = !run.held.delete(pod.value.name) && !pod.value.ready;
  makeUnready(run, pod, undefined);
  if (!waits) scheduleKubelet(run, 'podReadyAgain', pod.value.name, PATIENCE_SECONDS);
}

function makeUnready(run: Run, pod: PodEntry, seen: string | undefined): void {
  const { value } = pod;
  const reason = seen ?? (value.phase === 'Pending' ? 'ContainerCreating' : 'NotReady');
  if (!value.ready && value.reason === reason) return;
  writePod(run, pod, { ...value, ready: false, readySince: null, reason }, 'kubelet: pod not ready');
}
