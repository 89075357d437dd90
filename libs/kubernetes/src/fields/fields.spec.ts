import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { EMPTY_DEPLOYMENT } from './empty-deployment.js';
import { FieldManagerConflict } from './field-conflict.js';
import { type FieldManagers, readManagedFields, writeManagedFields } from './field-managers.js';
import { pathText } from './field-path.js';
import { pathsOf } from './field-set.js';
import { mergeFields } from './merge-fields.js';
import { typeNode } from './field-node.js';
import { serverSideApply } from './server-side-apply.js';
import { managersAfterUpdate } from './update-managers.js';

const TYPE = 'v1.Deployment';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

type Parts = Readonly<{
  labels?: JsonObject;
  annotations?: JsonObject;
  replicas?: number;
  pod?: JsonObject;
  finalizers?: Json;
}>;

/** A Deployment, or a configuration of one. */
function web({ labels, annotations, replicas, pod, finalizers }: Parts): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(finalizers && { finalizers }),
    },
    spec: { ...(replicas !== undefined && { replicas }), ...(pod && { template: { spec: pod } }) },
  };
}

type State = Readonly<{ object: JsonObject; managers: FieldManagers }>;
type Step = (state: State) => State;

const by = (manager: string, operation: 'Apply' | 'Update' = 'Update') =>
  ({ manager, operation, apiVersion: 'apps/v1' }) as const;

/** `kubectl apply --server-side` of a configuration. */
const applies =
  (manager: string, parts: Parts, force = false): Step =>
  ({ object, managers }) =>
    serverSideApply(managers, {
      type: TYPE,
      live: object,
      empty: EMPTY_DEPLOYMENT,
      config: web(parts),
      writer: by(manager, 'Apply'),
      force,
    });

/** Any other write: the whole object as it is after. */
const writes =
  (manager: string, parts: Parts): Step =>
  ({ object, managers }) => {
    const after = web(parts);
    return {
      object: after,
      managers: managersAfterUpdate(managers, { type: TYPE, before: object, after }, by(manager)),
    };
  };

const after = (...steps: readonly Step[]): State =>
  steps.reduce((state, step) => step(state), { object: EMPTY_DEPLOYMENT, managers: [] as FieldManagers });

/** `manager: .path .path`, one line for each. */
function owners({ managers }: State): readonly string[] {
  return managers.map(({ manager, fields }) => `${manager}: ${pathsOf(fields).map(pathText).sort().join(' ')}`).sort();
}

const IMAGE = (name: string, image: string): JsonObject => ({ name, image });

describe('who owns what', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    [
      "a new object is its writer's, a map that came with it too",
      [writes('a', { replicas: 2, labels: { tier: 'front' } })],
      ['a: .metadata.labels .metadata.labels.tier .spec.replicas'],
    ],
    [
      'a changed field moves to who changed it',
      [
        writes('a', { replicas: 2, labels: { tier: 'front' } }),
        writes('b', { replicas: 3, labels: { tier: 'front' } }),
      ],
      ['a: .metadata.labels .metadata.labels.tier', 'b: .spec.replicas'],
    ],
    [
      "a field that went is nobody's",
      [writes('a', { replicas: 2, labels: { tier: 'front', x: '1' } }), writes('b', { labels: { tier: 'front' } })],
      ['a: .metadata.labels .metadata.labels.tier'],
    ],
    [
      'elements of a list are owned by their key, lists without keys whole',
      [writes('a', { pod: { containers: [IMAGE('app', 'a:1')], tolerations: [{ key: 'x' }] } })],
      [
        'a: .spec.template.spec.containers[name="app"] .spec.template.spec.containers[name="app"].image .spec.template.spec.containers[name="app"].name .spec.template.spec.tolerations',
      ],
    ],
    [
      'a port without a protocol is a TCP port',
      [applies('a', { pod: { containers: [{ name: 'app', ports: [{ containerPort: 80 }] }] } })],
      [
        'a: .spec.template.spec.containers[name="app"] .spec.template.spec.containers[name="app"].name .spec.template.spec.containers[name="app"].ports[containerPort=80,protocol="TCP"] .spec.template.spec.containers[name="app"].ports[containerPort=80,protocol="TCP"].containerPort',
      ],
    ],
    [
      'elements of a set are owned by their value',
      [writes('a', { finalizers: ['x/y'] }), writes('b', { finalizers: ['x/y', 'z/z'] })],
      ['a: .metadata.finalizers .metadata.finalizers[="x/y"]', 'b: .metadata.finalizers[="z/z"]'],
    ],
    [
      'elements of one key are owned as one',
      [
        applies('a', {
          pod: {
            containers: [
              {
                name: 'app',
                env: [
                  { name: 'A', value: '1' },
                  { name: 'A', value: '2' },
                ],
              },
            ],
          },
        }),
      ],
      [
        'a: .spec.template.spec.containers[name="app"] .spec.template.spec.containers[name="app"].env[name="A"] .spec.template.spec.containers[name="app"].name',
      ],
    ],
    [
      'two who apply the same own it both',
      [applies('a', { replicas: 2 }), applies('b', { replicas: 2 })],
      ['a: .spec.replicas', 'b: .spec.replicas'],
    ],
    [
      'force takes a field over',
      [applies('a', { replicas: 2, labels: { x: '1' } }), applies('b', { replicas: 3 }, true)],
      ['a: .metadata.labels.x', 'b: .spec.replicas'],
    ],
    [
      'who changes nothing owns nothing',
      [writes('a', { replicas: 2 }), writes('b', { replicas: 2 })],
      ['a: .spec.replicas'],
    ],
  ])('%s', (_, steps, expected) => {
    expect(owners(after(...steps))).toEqual(expected);
  });

  it("what nobody owned before the first apply is before-first-apply's", () => {
    const unmanaged = { object: web({ replicas: 2, labels: { x: '1' } }), managers: [] };
    expect(owners(applies('a', { replicas: 3 }, true)(unmanaged))).toEqual([
      'a: .spec.replicas',
      'before-first-apply: .metadata.labels .metadata.labels.x',
    ]);
  });

  it('the eleventh updater makes one of the two oldest', () => {
    const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (__, at) => [`l${at}`, 'x']));
    const steps = Array.from({ length: 11 }, (__, at) => writes(`m${at + 10}`, { labels: labels(at + 1) }));
    const joined = owners(after(...steps));
    expect(joined).toHaveLength(10);
    expect(joined[0]).toBe('ancient-changes: .metadata.labels .metadata.labels.l0 .metadata.labels.l1');
  });
});

describe('what an apply makes of the object', () => {
  const containers = ({ object }: State): Json =>
    objectOf(objectOf(objectOf(object.spec).template).spec).containers ?? null;
  const labels = ({ object }: State): Json | undefined => objectOf(object.metadata).labels;

  it.each<[string, readonly Step[], Json]>([
    [
      'a key no longer applied goes',
      [applies('a', { labels: { x: '1', y: '1' } }), applies('a', { labels: { x: '1' } })],
      { x: '1' },
    ],
    [
      'it stays when another applies it too',
      [
        applies('a', { labels: { x: '1', y: '1' } }),
        applies('b', { labels: { y: '1' } }),
        applies('a', { labels: { x: '1' } }),
      ],
      { x: '1', y: '1' },
    ],
    [
      'it stays when another wrote it since',
      [
        applies('a', { labels: { x: '1', y: '1' } }),
        writes('b', { labels: { x: '1', y: '2' } }),
        applies('a', { labels: { x: '1' } }),
      ],
      { x: '1', y: '2' },
    ],
    [
      'it stays when the applier never applied it',
      [writes('b', { labels: { y: '2' } }), applies('a', { labels: { x: '1' } })],
      { x: '1', y: '2' },
    ],
  ])('labels: %s', (_, steps, expected) => {
    expect(labels(after(...steps))).toEqual(expected);
  });

  it.each<[string, readonly Step[], Json]>([
    [
      'one no longer applied goes',
      [
        applies('a', { pod: { containers: [IMAGE('app', 'a:1'), IMAGE('log', 'l:1')] } }),
        applies('a', { pod: { containers: [IMAGE('app', 'a:1')] } }),
      ],
      [IMAGE('app', 'a:1')],
    ],
    [
      'one that another added stays in its place',
      [
        writes('b', { pod: { containers: [IMAGE('mesh', 'm:1'), IMAGE('app', 'a:1')] } }),
        applies('a', { pod: { containers: [IMAGE('app', 'a:1'), IMAGE('log', 'l:1')] } }),
      ],
      [IMAGE('mesh', 'm:1'), IMAGE('app', 'a:1'), IMAGE('log', 'l:1')],
    ],
  ])('containers: %s', (_, steps, expected) => {
    expect(containers(after(...steps))).toEqual(expected);
  });

  it.each<[readonly string[], readonly string[], readonly string[]]>([
    [
      ['a', 'b', 'c'],
      ['c', 'a'],
      ['b', 'c', 'a'],
    ],
    [
      ['a', 'b'],
      ['x', 'b'],
      ['a', 'x', 'b'],
    ],
    [
      ['a', 'b'],
      ['b', 'x', 'a'],
      ['b', 'x', 'a'],
    ],
    [['a'], [], ['a']],
  ])('of live %j and applied %j it makes %j', (live, config, expected) => {
    const named = (names: readonly string[]): JsonObject => ({ containers: names.map((name) => ({ name })) });
    expect(mergeFields(typeNode('v1.PodSpec'), named(live), named(config))).toEqual(named(expected));
  });

  it('the same apply again changes nothing, and keeps its time', () => {
    const first = { ...by('a', 'Apply'), time: '2026-01-01T00:00:00Z' } as const;
    const apply = {
      type: TYPE,
      live: EMPTY_DEPLOYMENT,
      empty: EMPTY_DEPLOYMENT,
      config: web({ replicas: 2 }),
      force: false,
    };
    const once = serverSideApply([], { ...apply, writer: first });
    const twice = serverSideApply(once.managers, {
      ...apply,
      live: once.object,
      writer: { ...first, time: '2026-01-02T00:00:00Z' },
    });
    expect(twice).toEqual(once);
  });
});

describe('a conflict', () => {
  const words = (...steps: readonly Step[]): string => {
    try {
      after(...steps);
    } catch (error) {
      if (error instanceof FieldManagerConflict) return error.message;
      throw error;
    }
    return 'none';
  };

  it.each<[string, readonly Step[], string]>([
    [
      'with one who applied says no version',
      [applies('a', { replicas: 2 }), applies('b', { replicas: 3 })],
      'Apply failed with 1 conflict: conflict with "a": .spec.replicas',
    ],
    [
      'of several fields tells them by manager',
      [
        applies('a', { replicas: 2, labels: { x: '1', y: '1' } }),
        writes('c', { replicas: 4, labels: { x: '1', y: '1' } }),
        applies('b', { replicas: 3, labels: { x: '2', y: '2' } }),
      ],
      'Apply failed with 3 conflicts: conflicts with "a":\n- .metadata.labels.x\n- .metadata.labels.y\nconflicts with "c" using apps/v1:\n- .spec.replicas',
    ],
    ['is none when the value is the same', [writes('a', { replicas: 2 }), applies('b', { replicas: 2 })], 'none'],
  ])('%s', (_, steps, expected) => {
    expect(words(...steps)).toBe(expected);
  });

  const applied = `${JSON.stringify(web({ replicas: 2 }))}\n`;
  const byClient = writes('kubectl-client-side-apply', { replicas: 2, annotations: { [LAST_APPLIED]: applied } });

  it('is none for kubectl with what it applied from the client', () => {
    const { object } = after(byClient, applies('kubectl', { replicas: 5 }));
    expect(objectOf(object.spec).replicas).toBe(5);
    expect(objectOf(objectOf(object.metadata).annotations)[LAST_APPLIED]).toBe(
      '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":5}}\n',
    );
  });

  it('is one for kubectl with what somebody changed since, and for another manager', () => {
    const scaled = writes('hpa', { replicas: 3, annotations: { [LAST_APPLIED]: applied } });
    expect(words(byClient, scaled, applies('kubectl', { replicas: 5 }))).toContain('conflict with "hpa" using apps/v1');
    expect(words(byClient, applies('ci', { replicas: 5 }))).toContain('"kubectl-client-side-apply"');
  });
});

describe('managedFields', () => {
  it('is read and written as it was', () => {
    const { managers } = after(writes('b', { replicas: 2, labels: { x: '1' } }), applies('a', { labels: { y: '1' } }));
    const written = writeManagedFields(managers);
    expect(writeManagedFields(readManagedFields(written as Json)!)).toEqual(written);
    expect(written.map(({ manager }) => manager)).toEqual(['a', 'b']);
  });

  it.each([
    [[{ manager: 'a', operation: 'Patch', fieldsV1: {} }]],
    [[{ operation: 'Update', fieldsV1: { 'x:y': {} } }]],
    ['text'],
    [[1]],
  ])('%j is not read', (value) => {
    expect(readManagedFields(value)).toBeUndefined();
  });
});
