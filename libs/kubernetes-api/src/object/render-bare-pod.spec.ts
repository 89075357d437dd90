import { describe, expect, it } from '@jest/globals';
import { objectOf } from '#libs/kubernetes';
import { type BarePodFacts, barePodSince, renderBarePod } from './render-bare-pod.js';

const at = (seconds: number): Date => new Date(Date.parse('2026-11-21T09:16:32Z') + seconds * 1000);

const one = (change: Partial<BarePodFacts> = {}): BarePodFacts => ({
  object: {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: 'one',
      namespace: 'verbs',
      uid: 'u1',
      resourceVersion: '7000000000',
      generation: 1,
      creationTimestamp: '2026-11-21T09:16:32Z',
      managedFields: [{ manager: 'kubectl-run' }],
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'one', image: 'busybox', resources: {} }],
      terminationGracePeriodSeconds: 30,
    },
  },
  times: { startSeconds: 3, neverReady: false },
  ...change,
});

const shown = (seconds: number, change: Partial<BarePodFacts> = {}) => {
  const { metadata, status } = renderBarePod(one(change), at(seconds));
  return { metadata: objectOf(metadata), status: objectOf(status) };
};

describe('a bare pod', () => {
  it('when it was just made, it is Pending; when its life says so, it runs', () => {
    expect(shown(0).status).toMatchObject({ phase: 'Pending', qosClass: 'BestEffort' });
    expect(shown(2.9).status).toMatchObject({ phase: 'Pending' });
    expect(shown(3).status).toMatchObject({
      phase: 'Running',
      podIP: expect.stringMatching(/^10\.245\./),
      containerStatuses: [{ name: 'one', ready: true, state: { running: { startedAt: '2026-11-21T09:16:35Z' } } }],
    });
    expect(shown(3).metadata.managedFields).toMatchObject([{ manager: 'kubectl-run' }, { manager: 'kubelet' }]);
  });

  it('when its image is never there, it waits for it', () => {
    const { status } = shown(3, { times: { startSeconds: 3, neverReady: true } });
    expect(status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [{ ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } }],
    });
  });

  it('when it was told to end, it says until when, and stays what it was', () => {
    const { metadata, status } = shown(10, { deletedAt: at(9) });
    expect(metadata).toMatchObject({
      generation: 2,
      deletionTimestamp: '2026-11-21T09:17:11Z',
      deletionGracePeriodSeconds: 30,
    });
    expect(status.phase).toBe('Running');
    expect(shown(10, { deletedAt: at(1) }).status.phase).toBe('Pending');
  });

  it.each([
    [1, undefined, 0],
    [4, undefined, 3],
    [10, 9, 9],
  ])('when it is looked at after %i s, deleted after %s, it is so since %i s', (seconds, deleted, since) => {
    const facts = one(deleted === undefined ? {} : { deletedAt: at(deleted) });
    expect(barePodSince(facts, at(seconds))).toEqual(at(since));
  });
});
