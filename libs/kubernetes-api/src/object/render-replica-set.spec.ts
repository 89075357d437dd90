import { describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf, type PodTemplate } from '#libs/kubernetes';
import { RECORDED_SESSIONS, requestsOf } from '../../../../test/support/recorded-session.js';
import { renderReplicaSet } from './render-replica-set.js';
import type { ReplicaSetFacts } from './replica-set-facts.js';

// All ReplicaSets that a real API server answered as JSON.
const recorded: readonly JsonObject[] = RECORDED_SESSIONS.flatMap((file) =>
  requestsOf(file).flatMap(({ responseBody }) => {
    const isList = typeof responseBody === 'string' && responseBody.startsWith('{"kind":"ReplicaSetList"');
    return isList ? ((JSON.parse(responseBody) as JsonObject).items as readonly JsonObject[]) : [];
  }),
);

describe('a ReplicaSet is rendered as recorded', () => {
  it.each(
    recorded.map((object, index) => ({ name: `${index} ${(object.metadata as unknown as Metadata).name}`, object })),
  )('$name', ({ object }) => {
    const rendered = renderReplicaSet(factsOf(object));
    expect(timeless(rendered)).toEqual(timeless({ kind: 'ReplicaSet', apiVersion: 'apps/v1', ...object }));
  });

  it('there are some', () => {
    expect(recorded.length).toBeGreaterThan(30);
  });
});

describe('a ReplicaSet', () => {
  const [first] = recorded;
  const facts = factsOf(first ?? {});

  it('waits for its pods when it is deleted in the foreground', () => {
    const { metadata } = renderReplicaSet({ ...facts, deletedAt: new Date('2026-11-21T10:00:00.500Z') });
    expect(metadata).toMatchObject({
      deletionTimestamp: '2026-11-21T10:00:00Z',
      deletionGracePeriodSeconds: 0,
      finalizers: ['foregroundDeletion'],
    });
  });

  it('has no owner when it was orphaned', () => {
    const { deployment: _, ...orphan } = facts;
    expect(objectOf(renderReplicaSet(orphan).metadata).ownerReferences).toBeUndefined();
  });

  it('prints no count of pods before its controller has seen it', () => {
    const fresh = { ...facts, observedGeneration: 0, current: 0, ready: 0, available: 0 };
    expect(renderReplicaSet(fresh).status).toEqual({ replicas: 0 });
  });

  it('that somebody else made bears no hash', () => {
    const { metadata, spec } = renderReplicaSet({ ...facts, podTemplateHash: '' });
    expect([objectOf(metadata).labels, objectOf(spec).selector]).toEqual([
      facts.template.metadata?.labels,
      facts.selector,
    ]);
  });
});

type Metadata = Pick<ReplicaSetFacts, 'name' | 'namespace' | 'uid' | 'resourceVersion' | 'generation' | 'annotations'> &
  Readonly<{
    creationTimestamp: string;
    labels: Readonly<Record<string, string>>;
    ownerReferences: readonly Readonly<{ name: string; uid: string }>[];
  }>;

function factsOf({ metadata, spec, status }: JsonObject): ReplicaSetFacts {
  const { name, namespace, uid, resourceVersion, generation, annotations, ...others } = metadata as unknown as Metadata;
  const { 'pod-template-hash': podTemplateHash = '', ...plain } = others.labels;
  const { replicas, template } = spec as unknown as Readonly<{ replicas: number; template: PodTemplate }>;
  const [owner] = others.ownerReferences;
  return {
    ...{ name, namespace, uid, resourceVersion, generation, annotations },
    ...countsOf(objectOf(status)),
    createdAt: new Date(others.creationTimestamp),
    since: new Date(others.creationTimestamp),
    podTemplateHash,
    template: { ...template, metadata: { ...template.metadata, labels: plain } },
    selector: { matchLabels: plain },
    ...(owner && { deployment: { name: owner.name, uid: owner.uid } }),
    minReadySeconds: 0,
    desired: replicas,
    conditions: [],
  };
}

type Counts = Pick<ReplicaSetFacts, 'observedGeneration' | 'current' | 'ready' | 'available' | 'terminating'>;

function countsOf(status: JsonObject): Counts {
  const count = (name: string): number => Number(status[name] ?? 0);
  return {
    observedGeneration: count('observedGeneration'),
    current: count('replicas'),
    ready: count('readyReplicas'),
    available: count('availableReplicas'),
    terminating: count('terminatingReplicas'),
  };
}

// When each manager last wrote is not kept.
function timeless({ metadata, ...others }: JsonObject): JsonObject {
  const { managedFields, ...same } = objectOf(metadata);
  const entries = (managedFields ?? []) as readonly JsonObject[];
  return { ...others, metadata: { ...same, managedFields: entries.map(({ time: _, ...entry }) => entry) } };
}
