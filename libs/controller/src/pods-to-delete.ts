import { derivedUid } from './names.js';
import { wholeSecond } from './availability.js';
import type { PodEntry, ReplicaSetEntry, Run } from './run.js';

/**
 * Which pods of a ReplicaSet go when so many are too many: not bound before bound, pending before running, not ready before
 * ready, then the ones ready for less time, then the younger ones. Ages are compared by their order of magnitude only
 * (powers of two), pods of one magnitude go by uid (controller_utils.go, `ActivePodsWithRanks`).
 */
export function podsToDelete({ now }: Run, { pods }: ReplicaSetEntry, count: number): readonly PodEntry[] {
  const ranked: Ranked[] = [];
  for (const pod of pods.values()) {
    if (pod.value.deletionTimestamp === undefined)
      ranked.push({ pod, stage: stage(pod), magnitude: magnitude(pod, now) });
  }
  if (count >= ranked.length) return ranked.map(({ pod }) => pod);
  return ranked
    .sort((a, b) => a.stage - b.stage || a.magnitude - b.magnitude || byUid(a, b))
    .slice(0, count)
    .map(({ pod }) => pod);
}

type Ranked = { readonly pod: PodEntry; readonly stage: number; readonly magnitude: number; uid?: string };

function stage({ value }: PodEntry): number {
  if (!value.scheduled) return 0;
  if (value.phase === 'Pending') return 1;
  return value.ready ? 3 : 2;
}

function magnitude({ value }: PodEntry, now: number): number {
  const age = now - wholeSecond(value.ready && value.readySince !== undefined ? value.readySince : value.createdAt);
  return age > 0 ? Math.floor(Math.log2(age * 1e6)) : -1;
}

function byUid(a: Ranked, b: Ranked): number {
  return uidOf(a) < uidOf(b) ? -1 : 1;
}

function uidOf(ranked: Ranked): string {
  return (ranked.uid ??= derivedUid(ranked.pod.value.replicaSetUid, ranked.pod.value.name));
}
