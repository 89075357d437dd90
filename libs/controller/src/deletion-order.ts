import type { ModelPod } from './model.js';

/** A pod as far as its turn to go depends on it; `index` counts pods in the order of their creation. */
type OrderedPod = Readonly<{ value: ModelPod; gone: boolean; index: number }>;

type Standing<T> = Readonly<{ pod: T; since: number }>;

type Stage = 'unbound' | 'pending' | 'notReady' | 'ready';

/**
 * Which pods of a ReplicaSet go when it has too many: not bound before bound, pending before running, not ready before ready,
 * then the ones ready for less time, then the younger ones (controller_utils.go, `ActivePodsWithRanks`). Upstream compares ages by
 * their powers of two only, and lets chance choose among equals; here it is always the latest.
 *
 * In each list those that go first stand last. A pod is put in when it enters a stage and is not taken out when it leaves it: what no longer holds is passed over.
 */
export class DeletionOrder<T extends OrderedPod> {
  readonly #stages: Readonly<Record<Stage, Standing<T>[]>> = { unbound: [], pending: [], notReady: [], ready: [] };

  /** Notes the stage that a pod has entered. */
  enter(pod: T): void {
    const list = this.#stages[stageOf(pod.value)];
    const standing = { pod, since: sinceOf(pod.value) };
    let index = list.length;
    while (index > 0 && goesAfter(list[index - 1], standing)) index--;
    if (isThere(list[index - 1], standing)) return; // it left the stage and came back in one instant
    list.splice(index, 0, standing);
  }

  /** Takes so many pods, the first to go first. */
  take(count: number): readonly T[] {
    const taken: T[] = [];
    for (const stage of ['unbound', 'pending', 'notReady', 'ready'] as const) {
      const list = this.#stages[stage];
      while (taken.length < count) {
        const last = list.pop();
        if (last === undefined) break;
        if (holds(last, stage)) taken.push(last.pod);
      }
    }
    return taken;
  }
}

/** Whether a pod has left the stage it was in. */
export function hasNewStage(before: ModelPod, after: ModelPod): boolean {
  return stageOf(before) !== stageOf(after) || sinceOf(before) !== sinceOf(after);
}

function stageOf({ scheduled, phase, ready }: ModelPod): Stage {
  if (!scheduled) return 'unbound';
  if (phase === 'Pending') return 'pending';
  return ready ? 'ready' : 'notReady';
}

function sinceOf({ ready, readySince, createdAt }: ModelPod): number {
  return ready && readySince !== null ? readySince : createdAt;
}

function holds({ pod, since }: Standing<OrderedPod>, stage: Stage): boolean {
  const { value } = pod;
  return !pod.gone && value.deletionTimestamp === null && stageOf(value) === stage && sinceOf(value) === since;
}

// Those of one instant in the order of their creation, so that a state taken up again gives the same order.
function goesAfter(a: Standing<OrderedPod> | undefined, b: Standing<OrderedPod>): boolean {
  return a !== undefined && (a.since > b.since || (a.since === b.since && a.pod.index > b.pod.index));
}

function isThere(a: Standing<OrderedPod> | undefined, b: Standing<OrderedPod>): boolean {
  return a?.pod === b.pod && a.since === b.since;
}
