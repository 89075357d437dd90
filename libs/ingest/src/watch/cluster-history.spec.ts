import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { clusterHistory } from './cluster-history.js';

const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`;
const time = (minute: number) => Date.parse(at(minute));

const deployment: JsonObject = {
  metadata: {
    namespace: 'shop',
    name: 'web',
    uid: 'u',
    resourceVersion: '900',
    generation: 7,
    creationTimestamp: at(0),
    annotations: { 'kubernetes.io/change-cause': 'newest' },
    labels: { team: 'a' },
  },
  spec: { replicas: 2, paused: true, template: { spec: { containers: [{ name: 'app', image: 'web:9' }] } } },
};

const replicaSet = (image: string, minute: number, numbers: string, former?: string): JsonObject => ({
  metadata: {
    name: `web-${image}`,
    creationTimestamp: at(minute),
    annotations: {
      'deployment.kubernetes.io/revision': numbers,
      'deployment.kubernetes.io/desired-replicas': '2',
      ...(former !== undefined && { 'deployment.kubernetes.io/revision-history': former }),
      'kubernetes.io/change-cause': `why ${image}`,
    },
  },
  spec: {
    template: {
      metadata: { labels: { app: 'web', 'pod-template-hash': 'abc' } },
      spec: { containers: [{ name: 'app', image }] },
    },
  },
});

const known = (...replicaSets: readonly JsonObject[]) => clusterHistory(deployment, replicaSets, time(30));

const brief = (revisions: ReturnType<typeof known>) =>
  revisions.map(({ revision, occurredAt, notBefore, object }) => {
    const { spec } = object as { spec: { template: { spec: { containers: { image: string }[] } } } };
    const image = spec.template.spec.containers[0]?.image;
    return [revision, image, (occurredAt - time(0)) / 60_000, notBefore && (notBefore - time(0)) / 60_000];
  });

describe('clusterHistory', () => {
  it('when ReplicaSets come in any order, their revisions are told in theirs, each at its creation', () => {
    expect(brief(known(replicaSet('web:2', 5, '2'), replicaSet('web:1', 1, '1')))).toEqual([
      [1, 'web:1', 0, undefined],
      [2, 'web:2', 5, undefined],
    ]);
  });

  it('when the oldest that is left is not the first, it is told at its own creation', () => {
    expect(brief(known(replicaSet('web:8', 9, '8')))).toEqual([[8, 'web:8', 9, undefined]]);
  });

  it('when a ReplicaSet was gone back to, that happened between its neighbours, or until now', () => {
    const back = known(replicaSet('web:1', 1, '5', '1,3'), replicaSet('web:2', 4, '2'), replicaSet('web:4', 10, '4'));
    expect(brief(back)).toEqual([
      [1, 'web:1', 0, undefined],
      [2, 'web:2', 4, undefined],
      [3, 'web:1', 10 - 1 / 60_000, 4],
      [4, 'web:4', 10, undefined],
      [5, 'web:1', 30, 10],
    ]);
  });

  it('when a revision is told, it is the Deployment with the template and annotations of its ReplicaSet, and with no version', () => {
    expect(known(replicaSet('web:1', 1, '1'))[0]?.object).toEqual({
      metadata: {
        namespace: 'shop',
        name: 'web',
        uid: 'u',
        creationTimestamp: at(0),
        annotations: { 'kubernetes.io/change-cause': 'why web:1' },
        labels: { team: 'a' },
      },
      spec: {
        replicas: 2,
        paused: false,
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'web:1' }] } },
      },
    });
  });

  it('when a ReplicaSet bears no number, or one that was tampered with, it tells nothing', () => {
    expect(known(replicaSet('web:1', 1, 'abc'), { metadata: {}, spec: {} })).toEqual([]);
  });
});
