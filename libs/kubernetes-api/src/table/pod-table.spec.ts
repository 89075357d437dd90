import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '#libs/kubernetes';
import { POD_TABLE } from './pod-table.js';

const NOW = new Date('2026-01-01T01:00:00Z');

type Parts = Readonly<{ metadata?: JsonObject; spec?: JsonObject; status?: JsonObject }>;

function pod({ metadata, spec, status }: Parts): JsonObject {
  return {
    metadata: { name: 'web', creationTimestamp: '2026-01-01T00:00:00Z', ...metadata },
    spec: { containers: [{ name: 'web' }], ...spec },
    status: { phase: 'Pending', ...status },
  };
}

const waiting = (reason: string, more: JsonObject = {}): JsonObject => ({ state: { waiting: { reason } }, ...more });
const ended = (terminated: JsonObject, more: JsonObject = {}): JsonObject => ({ state: { terminated }, ...more });
const running = (more: JsonObject = {}): JsonObject => ({ state: { running: {} }, ready: true, ...more });
const containers = (...containerStatuses: JsonObject[]): Parts => ({
  spec: { containers: containerStatuses.map(() => ({})) },
  status: { containerStatuses },
});
const condition = (type: string, status = 'True', more: JsonObject = {}): JsonObject => ({ type, status, ...more });

function initial(initContainerStatuses: readonly JsonObject[], more: Parts = {}): Parts {
  return {
    spec: { initContainers: initContainerStatuses.map(({ name }) => ({ name: name ?? '' })), ...more.spec },
    status: { initContainerStatuses, ...more.status },
  };
}

const sidecar = (more: JsonObject): Parts =>
  initial([{ name: 'log', ...more }], { spec: { initContainers: [{ name: 'log', restartPolicy: 'Always' }] } });

describe('READY, STATUS and RESTARTS of a pod', () => {
  it.each<[string, Parts, readonly Json[]]>([
    ['it has only a phase', {}, ['0/1', 'Pending', '0']],
    ['it has a reason', { status: { reason: 'Evicted', phase: 'Failed' } }, ['0/1', 'Evicted', '0']],
    [
      'it is gated',
      { status: { conditions: [condition('PodScheduled', 'False', { reason: 'SchedulingGated' })] } },
      ['0/1', 'SchedulingGated', '0'],
    ],
    ['it is being made', containers(waiting('ContainerCreating')), ['0/1', 'ContainerCreating', '0']],
    ['its image cannot be had', containers(waiting('ImagePullBackOff')), ['0/1', 'ImagePullBackOff', '0']],
    [
      'it ends again and again',
      containers(
        waiting('CrashLoopBackOff', {
          restartCount: 3,
          lastState: { terminated: { finishedAt: '2026-01-01T00:58:00Z' } },
        }),
      ),
      ['0/1', 'CrashLoopBackOff', '3 (2m ago)'],
    ],
    ['two containers are held up', containers(waiting('A'), waiting('B')), ['0/2', 'A', '0']],
    ['only the second is held up', containers(running(), waiting('B')), ['1/2', 'B', '0']],
    ['it ended with a reason', containers(ended({ reason: 'Completed' })), ['0/1', 'Completed', '0']],
    ['it ended by a signal', containers(ended({ signal: 9 })), ['0/1', 'Signal:9', '0']],
    ['it ended without a reason', containers(ended({ exitCode: 2 })), ['0/1', 'ExitCode:2', '0']],
    [
      'one of two is done, and it is not ready',
      containers(ended({ reason: 'Completed' }), running()),
      ['1/2', 'NotReady', '0'],
    ],
    [
      'one of two is done, and it is ready',
      {
        spec: { containers: [{}, {}] },
        status: {
          conditions: [condition('Ready')],
          containerStatuses: [ended({ reason: 'Completed' }), running()],
        },
      },
      ['1/2', 'Running', '0'],
    ],
    [
      'it is deleted',
      { metadata: { deletionTimestamp: '2026-01-01T00:59:00Z' }, status: { phase: 'Running' } },
      ['0/1', 'Terminating', '0'],
    ],
    [
      'it is deleted after its end',
      { metadata: { deletionTimestamp: '2026-01-01T00:59:00Z' }, status: { phase: 'Succeeded' } },
      ['0/1', 'Succeeded', '0'],
    ],
    [
      'it is deleted on a lost node',
      { metadata: { deletionTimestamp: '2026-01-01T00:59:00Z' }, status: { phase: 'Running', reason: 'NodeLost' } },
      ['0/1', 'Unknown', '0'],
    ],
    ['the second of two init containers runs', initial([ended({ exitCode: 0 }), running()]), ['0/1', 'Init:1/2', '0']],
    ['an init container waits', initial([waiting('ImagePullBackOff')]), ['0/1', 'Init:ImagePullBackOff', '0']],
    ['an init container is next', initial([waiting('PodInitializing')]), ['0/1', 'Init:0/1', '0']],
    ['an init container failed', initial([ended({ reason: 'Error', exitCode: 1 })]), ['0/1', 'Init:Error', '0']],
    ['it failed without a reason', initial([ended({ exitCode: 1 })]), ['0/1', 'Init:ExitCode:1', '0']],
    [
      'an init container was started again',
      initial([{ ...waiting('CrashLoopBackOff'), restartCount: 2 }]),
      ['0/1', 'Init:CrashLoopBackOff', '2'],
    ],
    [
      'all init containers are done',
      initial([ended({ exitCode: 0 }, { restartCount: 4 })], { status: { containerStatuses: [running()] } }),
      ['1/1', 'Pending', '0'],
    ],
    ['a sidecar has not started', sidecar(running({ ready: false })), ['0/2', 'Init:0/1', '0']],
    ['a sidecar has started', sidecar(running({ started: true, restartCount: 1 })), ['1/2', 'Pending', '1']],
  ])('when %s', (_when, parts, cells) => {
    expect(POD_TABLE.cells(pod(parts), NOW).slice(1, 4)).toEqual(cells);
  });
});

describe('the wide cells of a pod', () => {
  it('when nothing is known, they say so', () => {
    expect(POD_TABLE.cells(pod({}), NOW).slice(4)).toEqual(['60m', '<none>', '<none>', '<none>', '<none>']);
  });

  it('when it runs on a node, they tell', () => {
    const parts = {
      spec: { nodeName: 'node-1', readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] },
      status: { podIPs: [{ ip: '10.1.0.1' }], nominatedNodeName: 'node-2', conditions: [condition('b')] },
    };
    expect(POD_TABLE.cells(pod(parts), NOW).slice(5)).toEqual(['10.1.0.1', 'node-1', 'node-2', '1/2']);
  });

  it.each([
    ['Running', undefined],
    ['Succeeded', 'Succeeded'],
    ['Failed', 'Failed'],
  ])('when its phase is %s, its row is marked with %s', (phase, reason) => {
    expect(POD_TABLE.conditions?.(pod({ status: { phase } })).map((told) => told.reason)).toEqual(
      reason === undefined ? [] : [reason],
    );
  });
});
