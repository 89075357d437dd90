import { describe, expect, it } from '@jest/globals';
import { emptyState, type Input, replay } from './index.js';
import { after, apply, BAD, settled, START } from '../../../test/support/scenario.js';

describe('pods', () => {
  it('start and end as their life says, one after another if the kubelet needs time', () => {
    const state = emptyState({ release: '1.36', gapSeconds: 0.5 }, START);
    const { observations } = replay(state, [{ at: START, ...apply() }], 'quiet');
    const started = observations.filter(({ rule }) => rule === 'kubelet: pod started').map(({ at }) => at - START);
    expect(started).toEqual([3_000, 3_500, 4_000]);
  });

  it('wait while the kubelet is held', () => {
    const inputs = [
      { at: START, ...apply({ replicas: 1 }) },
      { at: START, kind: 'kubeletHeld', until: START + 5_000 },
    ] as Input[];
    const { observations } = replay(emptyState({ release: '1.36' }, START), inputs, 'quiet');
    expect(observations.find(({ rule }) => rule === 'kubelet: pod started')!.at).toBe(START + 5_000);
  });

  it('start and end by observed facts only, if so wanted', () => {
    const observed = emptyState({ release: '1.36', podFacts: 'observed' }, START);
    const { state } = replay(observed, [{ at: START, ...apply({ replicas: 2 }) }], START + 60_000);
    expect(state.pods.map(({ ready }) => ready)).toEqual([false, false]);
    const pods = state.pods.map(({ name }) => name);
    const ready = replay(state, [{ at: state.now, kind: 'podsStarted', pods }], state.now).state;
    expect(ready.deployment!.status.availableReplicas).toBe(2);
    const gone = replay(ready, [{ at: ready.now, kind: 'podsEnded', pods: pods.slice(1) }], ready.now).state;
    expect(gone.deployment!.status).toMatchObject({ replicas: 2, availableReplicas: 1 });
  });

  it('that are not ready go before ready ones, the latest ready first', () => {
    const state = settled(apply());
    const failing = after(state, { kind: 'podNotReady', pod: state.pods[0]!.name, seconds: 60 }, 0).state;
    const { pods } = after(failing, apply({ replicas: 1 }), 0).state;
    expect(pods.map((pod) => pod.deletionTimestamp !== null)).toEqual([true, false, true]);
  });

  it('have the same names when they are made again', () => {
    const names = (): readonly string[] => settled(apply()).pods.map(({ name }) => name);
    expect(names()).toEqual(names());
    expect(new Set(names()).size).toBe(3);
  });

  it('that never get ready wait for their image', () => {
    expect(after(settled(), apply({}, BAD), 60_000).state.pods.map(({ reason }) => reason)).toEqual(
      Array(3).fill('ImagePullBackOff'),
    );
  });
});
