import type { Timer } from './model-internals.js';
import type { Rule } from './observation.js';
import type { PodEntry, Run } from './run.js';
import { removePod, writePod } from './writes.js';

/** Tells a pod to go: it is gone when its life says so, or at once if no node has it yet or it is given no time. */
export function deletePod(run: Run, pod: PodEntry, rule: Rule, withoutGrace = false): void {
  if (pod.value.deletionTimestamp !== null && !withoutGrace) return;
  if (!pod.value.scheduled || withoutGrace) {
    removePod(run, pod, rule);
    return;
  }
  writePod(run, pod, { ...pod.value, deletionTimestamp: run.now, reason: 'Terminating' }, rule);
  const { terminationSeconds } = pod.owner?.value.podLife ?? { terminationSeconds: 0 };
  scheduleKubelet(run, 'podEnded', pod.value.name, terminationSeconds);
}

/** Gives the kubelet something to do with a pod after some seconds. */
export function scheduleKubelet(
  run: Run,
  kind: Extract<Timer['kind'], 'podStarted' | 'podReadyAgain' | 'podEnded'>,
  pod: string,
  seconds: number,
): void {
  if (run.settings.podFacts === 'observed') return;
  run.kubelet.add({ at: run.now + Math.round(seconds * 1000), order: run.counter++, kind, pod });
}
