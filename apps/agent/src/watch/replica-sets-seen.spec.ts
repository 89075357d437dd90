import { expect, it } from '@jest/globals';
import { podState } from './pod-state.js';
import { replicaSetsSeen } from './replica-sets-seen.js';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const YOUNG = { creationTimestamp: '2026-03-01T09:59:55Z' };
const READY = {
  status: { conditions: [{ type: 'Ready', status: 'True' }], containerStatuses: [{ name: 'app', restartCount: 2 }] },
};
const waiting = (reason: string, more: object = {}) => ({
  status: { containerStatuses: [{ name: 'app', state: { waiting: { reason, message: 'so it is' } }, ...more }] },
});
const unscheduled = {
  status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }] },
};
const gone = { metadata: { ...YOUNG, deletionTimestamp: '2026-03-01T10:00:00Z' }, ...READY };

const seen = (...pods: readonly object[]) =>
  replicaSetsSeen(pods.map((pod) => ({ replicaSet: 'web-1', state: podState({ metadata: YOUNG, ...pod }, NOW) })));

it('when pods are there, they are counted by what they are', () => {
  expect(seen(READY, READY, waiting('ContainerCreating'), gone, {})).toEqual([
    { name: 'web-1', pods: 4, ready: 2, terminating: 1, restarts: 6, waiting: [] },
  ]);
});

it('when they wait, it is told for what, with how they ended last, what most wait for first', () => {
  const ended = { lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } };
  expect(seen(unscheduled, waiting('CrashLoopBackOff', ended), waiting('CrashLoopBackOff', ended))[0]?.waiting).toEqual(
    [
      {
        reason: 'CrashLoopBackOff',
        message: 'so it is; ended last with OOMKilled, exit code 137',
        container: 'app',
        pods: 2,
      },
      { reason: 'Unschedulable', message: '0/3 nodes', container: '-', pods: 1 },
    ],
  );
});

it('when there is very much, the most is told', () => {
  const reasons = Array.from({ length: 7 }, (_, index) => waiting(`Reason${index}`));
  expect(seen(...reasons)[0]?.waiting).toHaveLength(5);
  const many = Array.from({ length: 25 }, (_, index) => ({
    replicaSet: `web-${index}`,
    state: podState({ metadata: YOUNG, ...READY }, NOW),
  }));
  expect(replicaSetsSeen(many)).toHaveLength(20);
});
