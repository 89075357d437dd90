import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf, type PodTemplate } from '#libs/kubernetes';
import { RECORDED_SESSIONS, requestsOf } from '../../../../test/support/recorded-session.js';
import type { PodFacts } from './pod-facts.js';
import { renderPod } from './render-pod.js';

const TRACES = 'test/conformance/traces';

// What every scenario left behind.
const left: readonly JsonObject[] = readdirSync(TRACES)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { finalObjects } = JSON.parse(readFileSync(`${TRACES}/${file}`, 'utf8')) as JsonObject;
    return (objectOf(finalObjects).pods ?? []) as readonly JsonObject[];
  });

// Tables show the metadata only.
const listed: readonly JsonObject[] = RECORDED_SESSIONS.flatMap((file) =>
  requestsOf(file).flatMap(({ url, responseBody }) => {
    const isTable =
      url.includes('/pods?') && typeof responseBody === 'string' && responseBody.startsWith('{"kind":"Table"');
    const rows = isTable ? ((JSON.parse(responseBody) as JsonObject).rows as readonly JsonObject[]) : [];
    return rows.map(({ object, cells }) => ({ cells: cells ?? [], metadata: objectOf(object).metadata ?? {} }));
  }),
);

const TEMPLATE: PodTemplate = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'web:v1', resources: {} }], terminationGracePeriodSeconds: 30 },
};
const AT = new Date('2026-11-21T10:00:00.250Z');
const POD: PodFacts = {
  namespace: 'shop',
  name: 'web-647584ddcb-abcde',
  uid: 'u',
  resourceVersion: '1',
  createdAt: AT,
  since: AT,
  replicaSet: { name: 'web-647584ddcb', uid: 'r' },
  podTemplateHash: '647584ddcb',
  template: TEMPLATE,
  status: 'ContainerCreating',
  ready: false,
  node: 'node-1',
  ip: '10.0.0.1',
};

describe('a pod that is left when all has settled', () => {
  it('is rendered as recorded, each of them', () => {
    expect(left.length).toBeGreaterThan(200);
    for (const object of left) {
      const { managedFields: _, ...metadata } = objectOf(renderPod(factsOf(object)).metadata);
      expect(withoutTimes({ ...renderPod(factsOf(object)), metadata })).toEqual(
        withoutTimes({ kind: 'Pod', apiVersion: 'v1', ...object }),
      );
    }
  });
});

describe('the metadata of a pod in a Table', () => {
  const rows = listed.filter(({ metadata }) => objectOf(metadata).ownerReferences !== undefined);

  it('is as recorded for pods that run, wait and end', () => {
    expect(new Set(rows.map(({ cells }) => (cells as readonly string[])[2]))).toEqual(
      new Set(['Running', 'Pending', 'Terminating']),
    );
    for (const row of rows) {
      const { managedFields, ...metadata } = objectOf(row.metadata);
      const { managedFields: made, ...rendered } = objectOf(renderPod(factsOfRow(row)).metadata);
      expect(rendered).toEqual(metadata);
      // The recorded kubelet was a script: what it owns is not what a kubelet owns.
      const [first] = managedFields as readonly JsonObject[];
      const { 'f:spec': _, ...mine } = objectOf((made as readonly JsonObject[])[0]?.fieldsV1);
      const { 'f:spec': __, ...theirs } = objectOf(first?.fieldsV1);
      expect(mine).toEqual(theirs);
    }
  });
});

function factsOf({ metadata, spec, status }: JsonObject): PodFacts {
  const known = metaFacts(objectOf(metadata));
  const { podIP, conditions } = status as Readonly<{ podIP: string; conditions: readonly Condition[] }>;
  const ready = conditions.find(({ type }) => type === 'Ready');
  const {
    nodeName,
    tolerations: _,
    priority: __,
    enableServiceLinks: ___,
    preemptionPolicy: ____,
    ...podSpec
  } = objectOf(spec);
  return {
    ...known,
    template: { metadata: known.template.metadata ?? {}, spec: podSpec as PodTemplate['spec'] },
    status: 'Running',
    ready: true,
    readySince: new Date(ready?.lastTransitionTime ?? 0),
    node: nodeName as string,
    ip: podIP,
  };
}

function factsOfRow({ cells, metadata }: JsonObject): PodFacts {
  const [, readiness, status] = cells as readonly [string, string, string];
  const { deletionTimestamp } = objectOf(metadata);
  const deletedAt = new Date(Date.parse((deletionTimestamp ?? '1970-01-01T00:00:30Z') as string) - 30_000);
  const deleted = deletionTimestamp === undefined ? {} : { deletedAt };
  return { ...metaFacts(objectOf(metadata)), status, ready: readiness === '1/1', node: 'node-1', ...deleted };
}

type Condition = Readonly<{ type: string; lastTransitionTime: string }>;

type Metadata = Readonly<{
  name: string;
  namespace: string;
  uid: string;
  resourceVersion: string;
  creationTimestamp: string;
  labels: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
  ownerReferences: readonly Readonly<{ name: string; uid: string }>[];
}>;

function metaFacts(metadata: JsonObject): PodFacts {
  const { name, namespace, uid, resourceVersion, creationTimestamp, ...maps } = metadata as unknown as Metadata;
  const { ownerReferences, labels, annotations } = maps;
  const { 'pod-template-hash': podTemplateHash = '', ...plain } = labels;
  return {
    ...POD,
    ...{ name, namespace, uid, resourceVersion, podTemplateHash },
    createdAt: new Date(creationTimestamp),
    since: new Date(creationTimestamp),
    replicaSet: { name: ownerReferences[0]?.name ?? '', uid: ownerReferences[0]?.uid ?? '' },
    template: { ...TEMPLATE, metadata: { labels: plain, ...(annotations && { annotations }) } },
  };
}

// The recorded kubelet told of a pod when it was ready, and not before: a real one starts it earlier.
function withoutTimes(object: JsonObject): unknown {
  return JSON.parse(JSON.stringify(object, (key, value: unknown) => (TIMES.has(key) ? 'a time' : value)));
}

const TIMES = new Set(['lastTransitionTime', 'startTime', 'startedAt']);
