import { describe, expect, it } from '@jest/globals';
import type { DeploymentCondition, DeploymentStatus, ModelDeployment } from './model.js';
import { hasTimedOut, isComplete, isProgressing } from './progress-deadline.js';

const counts = (replicas: number, updatedReplicas: number, readyReplicas: number, availableReplicas: number) =>
  ({ replicas, updatedReplicas, readyReplicas, availableReplicas, observedGeneration: 2 }) as DeploymentStatus;

const web = { generation: 2, spec: { replicas: 3, progressDeadlineSeconds: 10 } } as ModelDeployment;

describe('isProgressing', () => {
  const before = counts(5, 2, 3, 3);

  it.each<[string, DeploymentStatus, boolean]>([
    ['nothing changes', before, false],
    ['there are more new pods', counts(6, 3, 3, 3), true],
    ['there are fewer new pods', counts(4, 1, 3, 3), false],
    ['there are fewer old pods', counts(4, 2, 3, 3), true],
    ['there are more old pods', counts(6, 2, 3, 3), false],
    ['more are ready', counts(5, 2, 4, 3), true],
    ['fewer are ready', counts(5, 2, 2, 3), false],
    ['more are available', counts(5, 2, 3, 4), true],
    ['fewer are available', counts(5, 2, 3, 2), false],
  ])('when %s', (_, after, expected) => {
    expect(isProgressing(before, after)).toBe(expected);
  });
});

describe('isComplete', () => {
  it.each<[string, DeploymentStatus, boolean]>([
    ['all are there', counts(3, 3, 3, 3), true],
    ['an old one is there', counts(4, 3, 3, 3), false],
    ['a new one is missing', counts(3, 2, 3, 3), false],
    ['one is not available', counts(3, 3, 3, 2), false],
    ['it is of an older generation', { ...counts(3, 3, 3, 3), observedGeneration: 1 }, false],
  ])('when %s', (_, status, expected) => {
    expect(isComplete(web, status)).toBe(expected);
  });
});

describe('hasTimedOut', () => {
  const since = (reason: string): DeploymentStatus => {
    const condition = { type: 'Progressing', reason, lastUpdateTime: 1_000 } as DeploymentCondition;
    return { ...counts(3, 1, 1, 1), conditions: [condition] };
  };

  it.each<[string, DeploymentStatus, number, boolean]>([
    ['it is at the deadline', since('ReplicaSetUpdated'), 11_000, false],
    ['it is after the deadline', since('ReplicaSetUpdated'), 11_001, true],
    ['it was complete once', since('NewReplicaSetAvailable'), 99_000, false],
    ['it has timed out before', since('ProgressDeadlineExceeded'), 1_000, true],
    ['there is no such condition', { ...counts(3, 1, 1, 1), conditions: [] }, 99_000, false],
  ])('when %s', (_, status, now, expected) => {
    expect(hasTimedOut(web, status, now)).toBe(expected);
  });
});
