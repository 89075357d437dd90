import { describe, expect, it } from '@jest/globals';
import { emptyState, type Input, type ModelState, replay } from './index.js';

const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image }] },
});
const POD_LIFE = { startSeconds: 3, terminationSeconds: 2, neverReady: false };

function applied(at: number, image: string): Input {
  const deployment = {
    ...{ uid: 'u', namespace: 'shop', name: 'web', labels: {}, annotations: {} },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: { app: 'web' } }, template: template(image), paused: false },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } as const,
      ...{ minReadySeconds: 0, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
    },
  };
  return { at, kind: 'deploymentApplied', deployment, podLife: POD_LIFE };
}

const newest = ({ replicaSets }: ModelState) => replicaSets.at(-1)!.name;
const shown = ({ replicaSets, pods }: ModelState) =>
  replicaSets.map(({ name, replicas }) => [
    replicas,
    ...pods.filter((pod) => pod.replicaSet === name).map(({ ready, reason }) => (ready ? 'ready' : reason)),
  ]);

describe('what was seen of pods', () => {
  const settled = replay(emptyState({ release: '1.36' }, 0), [applied(0, 'web:1')], 60_000).state;
  const begun = replay(settled, [applied(60_000, 'web:2')], 60_500).state;
  const see = (state: ModelState, at: number, ready: number, waiting?: string): ModelState => {
    const { length: pods } = state.pods.filter(({ replicaSet }) => replicaSet === newest(begun));
    const others = waiting === undefined ? [] : [{ reason: waiting, pods: pods - ready }];
    const replicaSets = [{ name: newest(begun), pods, ready, waiting: others }];
    return replay(state, [{ at, kind: 'replicaSetsObserved', replicaSets }], at).state;
  };

  it('when none of them is ready, the rollout waits, whatever their life would have been', () => {
    const stuck = see(begun, 60_500, 0, 'ImagePullBackOff');
    expect(shown(replay(stuck, [], 120_000).state)).toEqual([
      [2, 'ready', 'ready'],
      [1, 'ImagePullBackOff'],
    ]);
  });

  it('when they get ready, it goes on as they do', () => {
    const going = see(see(begun, 60_500, 0), 70_000, 1);
    expect(shown(replay(going, [], 80_000).state)).toEqual([
      [1, 'ready'],
      [2, 'ready', 'ContainerCreating'],
    ]);
    expect(shown(replay(see(going, 90_000, 2), [], 100_000).state)).toEqual([[0], [2, 'ready', 'ready']]);
  });

  it('when one is not ready any more, the youngest is not', () => {
    const { state } = replay(begun, [], 120_000);
    expect(shown(see(state, 130_000, 1, 'CrashLoopBackOff')).at(-1)).toEqual([2, 'ready', 'CrashLoopBackOff']);
  });

  it('when the state is kept and gone on with, it is known which were seen', () => {
    const kept = JSON.parse(JSON.stringify(see(begun, 60_500, 0))) as ModelState;
    expect(shown(replay(kept, [], 120_000).state).at(-1)).toEqual([1, 'ContainerCreating']);
  });
});
