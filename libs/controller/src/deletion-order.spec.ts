import { describe, expect, it } from '@jest/globals';
import { DeletionOrder, hasNewStage } from './deletion-order.js';
import type { ModelPod } from './model.js';

type Pod = { value: ModelPod; gone: boolean; index: number };

const pod = (index: number, value: Partial<ModelPod>): Pod => ({
  value: { ...RUNNING, name: `pod-${index}`, ...value } as ModelPod,
  gone: false,
  index,
});

const RUNNING: Partial<ModelPod> = {
  createdAt: 0,
  scheduled: true,
  phase: 'Running',
  ready: false,
  readySince: null,
  deletionTimestamp: null,
};

const ready = (index: number, readySince: number): Pod => pod(index, { ready: true, readySince });

function taken(count: number, ...pods: readonly Pod[]): readonly string[] {
  const order = new DeletionOrder<Pod>();
  for (const one of pods) order.enter(one);
  return order.take(count).map(({ value }) => value.name);
}

describe('DeletionOrder', () => {
  it.each<[string, readonly Pod[], readonly string[]]>([
    ['unbound goes before pending', [pod(1, { phase: 'Pending' }), pod(2, { scheduled: false })], ['pod-2', 'pod-1']],
    ['pending goes before running', [pod(1, {}), pod(2, { phase: 'Pending' })], ['pod-2', 'pod-1']],
    ['not ready goes before ready', [ready(1, 5), pod(2, {})], ['pod-2', 'pod-1']],
    ['the latest ready goes first', [ready(1, 5), ready(2, 9), ready(3, 7)], ['pod-2', 'pod-3', 'pod-1']],
    ['of one instant the last made goes first', [ready(2, 5), ready(1, 5)], ['pod-2', 'pod-1']],
  ])('%s', (_, pods, expected) => {
    expect(taken(pods.length, ...pods)).toEqual(expected);
  });

  it('takes no more than wanted, and none twice', () => {
    const order = new DeletionOrder<Pod>();
    for (const one of [ready(1, 1), ready(2, 2), ready(3, 3)]) order.enter(one);
    expect([order.take(1), order.take(5)].map((pods) => pods.map(({ index }) => index))).toEqual([[3], [2, 1]]);
  });

  it('passes over what no longer holds', () => {
    const [failed, gone, going, kept] = [ready(1, 1), ready(2, 2), ready(3, 3), ready(4, 4)];
    const order = new DeletionOrder<Pod>();
    for (const one of [failed, gone, going, kept]) order.enter(one);
    failed.value = { ...failed.value, ready: false };
    gone.gone = true;
    going.value = { ...going.value, deletionTimestamp: 9 };
    expect(order.take(4)).toEqual([kept]);
  });

  it('takes a pod once that failed and got ready again in one instant', () => {
    const order = new DeletionOrder<Pod>();
    const [blinking, other] = [ready(2, 5), ready(1, 5)];
    for (const one of [blinking, other, blinking]) order.enter(one);
    expect(order.take(2)).toEqual([blinking, other]);
  });

  it('knows when a pod enters a stage', () => {
    const { value } = ready(1, 5);
    expect(hasNewStage(value, { ...value, reason: 'Running' })).toBe(false);
    expect(hasNewStage(value, { ...value, readySince: 6 })).toBe(true);
    expect(hasNewStage(value, { ...value, ready: false })).toBe(true);
  });
});
