import { expect, it } from '@jest/globals';
import { podState } from './pod-state.js';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

const state = (status: object, created = 5) => podState({ metadata: { creationTimestamp: ago(created) }, status }, NOW);
const unready = (seconds: number, containers: readonly object[] = []) => ({
  conditions: [
    {
      type: 'Ready',
      status: 'False',
      message: 'containers with unready status: [app]',
      lastTransitionTime: ago(seconds),
    },
  ],
  containerStatuses: containers,
});

it('when it starts, that is told as long as no minute has gone, and then what it does', () => {
  expect(state({}, 59)).toEqual({ ready: false, terminating: false, restarts: 0, until: NOW + 1000 });
  expect(state({}, 60)).toMatchObject({ waiting: { reason: 'Pending', message: 'Pending', container: '-' } });
  const creating = { name: 'app', ready: false, state: { waiting: { reason: 'ContainerCreating' } } };
  expect(state(unready(60, [creating]))).toMatchObject({ waiting: { reason: 'ContainerCreating', container: 'app' } });
});

it('when it is not ready any more, it has a minute, and then its probes are why', () => {
  const running = { name: 'app', ready: false, state: { running: {} } };
  expect(state(unready(59, [running]), 9999)).toMatchObject({ ready: false, until: NOW + 1000 });
  expect(state(unready(60, [running]), 9999)).toMatchObject({
    waiting: { reason: 'NotReady', message: 'containers with unready status: [app]', container: 'app' },
  });
});

const crashed = (restartCount: number, seconds: number) => ({
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [
    {
      ...{ name: 'app', ready: true, restartCount, state: { running: {} } },
      lastState: { terminated: { reason: 'Error', exitCode: 1, finishedAt: ago(seconds) } },
    },
  ],
});

it('when it runs between two crashes, it crashes, until it has run for ten minutes', () => {
  expect(state(crashed(3, 599))).toEqual({
    ...{ ready: false, terminating: false, restarts: 3, until: NOW + 1000 },
    waiting: {
      ...{ reason: 'CrashLoopBackOff', container: 'app' },
      message: 'restarted 3 times; ended last with Error, exit code 1',
    },
  });
  expect(state(crashed(3, 600))).toEqual({ ready: true, terminating: false, restarts: 3 });
});

it('when it ended once or twice, it is what it says', () => {
  expect(state(crashed(2, 10))).toEqual({ ready: true, terminating: false, restarts: 2 });
});
