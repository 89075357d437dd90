import { describe, expect, it } from '@jest/globals';
import type { DeploymentEvent } from './event.js';
import type { DeploymentState } from './deployment-state.js';
import { evolve } from './evolve.js';

const template = (image: string) => ({ spec: { containers: [{ name: 'web', image }] } });
const podLife = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
const spec = {
  replicas: 3,
  selector: { matchLabels: { app: 'web' } },
  strategy: { type: 'Recreate' } as const,
  minReadySeconds: 0,
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  paused: false,
};
const created: DeploymentEvent = {
  type: 'DeploymentCreated',
  schemaVersion: 1,
  payload: {
    labels: { app: 'web' },
    annotations: { a: '1' },
    spec,
    template: template('web:1'),
    podLife,
    release: '1.36',
  },
};
const present: DeploymentState = {
  deployment: { labels: { app: 'web' }, annotations: { a: '1' }, spec: { ...spec, template: template('web:1') } },
  podLife,
  release: '1.36',
  deleted: false,
  annotatedFirst: true,
};
const withSpec = (change: object): DeploymentState => ({
  ...present,
  deployment: { ...present.deployment, spec: { ...present.deployment.spec, ...change } },
});
const slow = { startSeconds: 9, terminationSeconds: 1, neverReady: true };
const newTemplate = { template: template('web:2'), podLife: slow, release: '1.20' };
const afterNewTemplate = { ...withSpec({ template: template('web:2') }), podLife: slow, release: '1.20' };
const limits = { minReadySeconds: 1, progressDeadlineSeconds: 2, revisionHistoryLimit: 3 };
const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } as const;

describe('evolve', () => {
  it('begins with the creation', () => {
    expect(evolve(undefined, created)).toEqual(present);
  });

  it.each<[DeploymentEvent, DeploymentState]>([
    [{ type: 'PodTemplateChanged', schemaVersion: 1, payload: newTemplate }, afterNewTemplate],
    [{ type: 'RolloutRestarted', schemaVersion: 1, payload: newTemplate }, afterNewTemplate],
    [
      {
        type: 'RolloutUndone',
        schemaVersion: 1,
        payload: { ...newTemplate, restoredFrom: { uid: 'u', revision: 1, change: '1' } },
      },
      afterNewTemplate,
    ],
    [{ type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas: 5 } }, withSpec({ replicas: 5 })],
    [{ type: 'StrategyChanged', schemaVersion: 1, payload: { strategy } }, withSpec({ strategy })],
    [{ type: 'RolloutLimitsChanged', schemaVersion: 1, payload: limits }, withSpec(limits)],
    [{ type: 'RolloutPaused', schemaVersion: 1, payload: {} }, withSpec({ paused: true })],
    [
      { type: 'LabelsChanged', schemaVersion: 1, payload: { labels: { b: '2' } } },
      { ...present, deployment: { ...present.deployment, labels: { b: '2' } } },
    ],
    [
      { type: 'AnnotationsChanged', schemaVersion: 1, payload: { annotations: {} } },
      { ...present, deployment: { ...present.deployment, annotations: {} } },
    ],
    [
      { type: 'MetadataChanged', schemaVersion: 1, payload: { finalizers: ['a/b'] } },
      { ...present, deployment: { ...present.deployment, finalizers: ['a/b'] } },
    ],
    [
      { type: 'ManagedFieldsChanged', schemaVersion: 1, payload: { managers: [{ manager: 'ci' }] } },
      { ...present, managers: [{ manager: 'ci' }] },
    ],
    [
      { type: 'DeletionRequested', schemaVersion: 1, payload: { propagationPolicy: 'Orphan', deletionTimestamp: 'T' } },
      { ...present, deletion: { propagationPolicy: 'Orphan', deletionTimestamp: 'T' } },
    ],
    [
      { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy: 'Orphan' } },
      { ...present, deleted: true },
    ],
  ])('replaces whole values: %j', (event, after) => {
    expect(evolve(present, event)).toEqual(after);
  });

  it('ends a pause', () => {
    expect(evolve(withSpec({ paused: true }), { type: 'RolloutResumed', schemaVersion: 1, payload: {} })).toEqual(
      present,
    );
  });

  it('takes other metadata that is not named any more away', () => {
    const finalized = { ...present, deployment: { ...present.deployment, finalizers: ['a/b'], generateName: 'web-' } };
    expect(evolve(finalized, { type: 'MetadataChanged', schemaVersion: 1, payload: {} })).toEqual(present);
  });

  it('cannot begin otherwise', () => {
    const scaled: DeploymentEvent = { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas: 5 } };
    expect(() => evolve(undefined, scaled)).toThrow('begin with DeploymentScaled');
  });
});
