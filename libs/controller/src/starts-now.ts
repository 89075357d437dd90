import { scheduleKubelet } from './delete-pod.js';
import type { PodEntry, Run } from './run.js';

/** How long the pods of a ReplicaSet are taken to start only when they are seen to; then they go on alone (docs/adr/0028). */
export const PATIENCE_SECONDS = 120;

/** Whether a pod that is due to start does: not while it is held, and later while more are ready than were seen to be. */
export function startsNow(run: Run, { value, owner }: PodEntry): boolean {
  if (run.held.has(value.name)) return false;
  const seen = run.observed.get(value.replicaSetUid);
  if (seen === undefined || owner === null || owner.ready < seen.ready) return true;
  const left = seen.at + PATIENCE_SECONDS * 1000 - run.now;
  if (left > 0) scheduleKubelet(run, 'podReadyAgain', value.name, left / 1000);
  return left <= 0;
}
