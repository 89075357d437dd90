import { describe, expect, it } from '@jest/globals';
import { storableEvent } from './storable-event.js';
import type { DeploymentEvent } from './event.js';
import { EventUnreadable, parseEvent, type StoredEvent } from './parse-event.js';

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.24' }] } };
const facts = { podLife: { startSeconds: 3, terminationSeconds: 2, neverReady: false }, release: '1.36' };
const limits = { minReadySeconds: 0, progressDeadlineSeconds: 600, revisionHistoryLimit: 10 };
const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } } as const;
const selector = { matchLabels: { app: 'web' } };
const spec = { replicas: 3, selector, strategy, ...limits, paused: false };

const EVERY_TYPE: readonly DeploymentEvent[] = [
  {
    type: 'DeploymentCreated',
    schemaVersion: 1,
    payload: { labels: { a: 'b' }, annotations: {}, spec, template, ...facts },
  },
  {
    type: 'ReplicaSetAdopted',
    schemaVersion: 1,
    payload: {
      leftBy: 'u1',
      replicaSet: {
        ...{ uid: 'r1', name: 'web-1', podTemplateHash: '1', createdAt: '2026-11-21T10:00:00.000Z', generation: 1 },
        ...{ labels: { app: 'web' }, annotations: {}, replicas: 1, minReadySeconds: 0 },
        status: { replicas: 1, conditions: [] },
      },
      pods: [{ name: 'web-1-x', createdAt: '2026-11-21T10:00:00.123Z', phase: 'Running', reason: 'Running' }],
      ...{ podsMade: 1, template, podLife: facts.podLife },
    },
  },
  { type: 'PodTemplateChanged', schemaVersion: 1, payload: { template, ...facts } },
  { type: 'RolloutRestarted', schemaVersion: 1, payload: { template, ...facts } },
  {
    type: 'RolloutUndone',
    schemaVersion: 1,
    payload: { template, ...facts, restoredFrom: { uid: 'u1', revision: 1, change: '7' } },
  },
  { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas: 0 } },
  { type: 'StrategyChanged', schemaVersion: 1, payload: { strategy: { type: 'Recreate' } } },
  { type: 'RolloutLimitsChanged', schemaVersion: 1, payload: limits },
  { type: 'RolloutPaused', schemaVersion: 1, payload: {} },
  {
    type: 'PodsObserved',
    schemaVersion: 1,
    payload: {
      at: '2026-11-21T10:00:00.123Z',
      replicaSets: [
        {
          ...{ name: 'web-1', pods: 3, ready: 1, terminating: 1, restarts: 7 },
          waiting: [{ reason: 'CrashLoopBackOff', message: 'back-off', container: 'web', pods: 2 }],
        },
      ],
    },
  },
  { type: 'RolloutResumed', schemaVersion: 1, payload: {} },
  { type: 'LabelsChanged', schemaVersion: 1, payload: { labels: { app: 'web' } } },
  { type: 'AnnotationsChanged', schemaVersion: 1, payload: { annotations: { note: 'ü' } } },
  {
    type: 'MetadataChanged',
    schemaVersion: 1,
    payload: { finalizers: ['a/b'], ownerReferences: [{ kind: 'App', name: 'shop' }], generateName: 'web-' },
  },
  {
    type: 'ManagedFieldsChanged',
    schemaVersion: 1,
    payload: { managers: [{ manager: 'ci', operation: 'Apply', fields: { 'f:spec': { 'f:replicas': {} } } }] },
  },
  {
    type: 'DeletionRequested',
    schemaVersion: 1,
    payload: { propagationPolicy: 'Foreground', deletionTimestamp: '2026-11-21T10:00:00Z' },
  },
  { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy: 'Orphan' } },
];

describe('parseEvent', () => {
  it.each(EVERY_TYPE)('reads $type back as it was stored', (event) => {
    expect(parseEvent(storableEvent(event))).toEqual(event);
  });

  const scaled = (change: Partial<StoredEvent>): StoredEvent => ({
    type: 'DeploymentScaled',
    schemaVersion: 1,
    payload: { replicas: 3 },
    ...change,
  });
  const created = (change: object): StoredEvent => ({
    type: 'DeploymentCreated',
    schemaVersion: 1,
    payload: { labels: {}, annotations: {}, ...facts, spec: { ...spec, ...change } },
    template,
  });

  it.each<[string, StoredEvent, string]>([
    ['the type is unknown', scaled({ type: 'PodEvicted' }), 'no such type is known'],
    ['the type is the name of an inherited property', scaled({ type: 'toString' }), 'no such type is known'],
    ['a newer Rollbook wrote it', scaled({ schemaVersion: 2 }), 'schemaVersion 1 to 1 is known; run a newer Rollbook'],
    ['schemaVersion is 0', scaled({ schemaVersion: 0 }), 'schemaVersion 1 to 1 is known'],
    ['a field is missing', scaled({ payload: {} }), 'payload.replicas must be a whole number, 0 or more'],
    ['a number is negative', scaled({ payload: { replicas: -1 } }), 'payload.replicas must be a whole number'],
    ['a number is text', scaled({ payload: { replicas: '3' } }), 'payload.replicas must be a whole number'],
    [
      'the template is missing',
      scaled({ type: 'PodTemplateChanged', payload: facts }),
      'payload.template must be a pod template',
    ],
    [
      'the template has no containers',
      { type: 'PodTemplateChanged', schemaVersion: 1, payload: facts, template: { spec: {} } },
      'payload.template must be a pod template with containers',
    ],
    [
      'a label is not text',
      scaled({ type: 'LabelsChanged', payload: { labels: { 'a/b': 1 } } }),
      'payload.labels["a/b"] must be a string',
    ],
    [
      'labels are a list',
      scaled({ type: 'LabelsChanged', payload: { labels: [] } }),
      'payload.labels must be an object',
    ],
    [
      'the deletion is of an unknown kind',
      scaled({ type: 'DeploymentDeleted', payload: { propagationPolicy: 'Now' } }),
      'payload.propagationPolicy must be Background, Foreground or Orphan',
    ],
    [
      'a finalizer is no text',
      scaled({ type: 'MetadataChanged', payload: { finalizers: [1] } }),
      'payload must be metadata',
    ],
    [
      'fields are no fieldsV1',
      scaled({ type: 'ManagedFieldsChanged', payload: { managers: [{ manager: 'ci', fields: { spec: {} } }] } }),
      'payload.managers must be a list of managers of fields',
    ],
    ['a nested flag is missing', created({ paused: null }), 'payload.spec.paused must be true or false'],
    [
      'a fencepost is no percentage',
      created({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25', maxUnavailable: 0 } } }),
      'payload.spec.strategy must be Recreate, or RollingUpdate',
    ],
    ['the strategy is unknown', created({ strategy: { type: 'Canary' } }), 'payload.spec.strategy must be Recreate'],
  ])('when %s, it says so', (_, stored, message) => {
    expect(() => parseEvent(stored)).toThrow(EventUnreadable);
    expect(() => parseEvent(stored)).toThrow(message);
  });

  it('leaves out fields it does not know', () => {
    expect(parseEvent(scaled({ payload: { replicas: 3, paused: true } })).payload).toEqual({ replicas: 3 });
  });

  it('brings an older shape up step by step', () => {
    const upcasts = {
      DeploymentScaled: [
        ({ size }: Readonly<Record<string, unknown>>) => ({ count: size }),
        ({ count }: Readonly<Record<string, unknown>>) => ({ replicas: count }),
      ],
    };
    expect(parseEvent(scaled({ payload: { size: 4 } }), upcasts).payload).toEqual({ replicas: 4 });
    expect(parseEvent(scaled({ schemaVersion: 2, payload: { count: 5 } }), upcasts).payload).toEqual({ replicas: 5 });
    expect(parseEvent(scaled({ schemaVersion: 3, payload: { replicas: 6 } }), upcasts).payload).toEqual({
      replicas: 6,
    });
    expect(() => parseEvent(scaled({ schemaVersion: 4 }), upcasts)).toThrow('schemaVersion 1 to 3 is known');
  });
});
