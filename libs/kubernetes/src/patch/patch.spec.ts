import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeDeployment } from '../decoding/decode-deployment.js';
import { defaultDeployment } from '../defaults/default-deployment.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { applyJsonPatch, type JsonPatchOperation, readJsonPatch } from './json-patch.js';
import { applyMergePatch } from './merge-patch.js';
import { applyStrategicMergePatch } from './strategic-merge-patch.js';

type Row = { name: string; contentType: string; before: JsonObject; patch: JsonObject; after: JsonObject };

const rows = JSON.parse(readFileSync('test/conformance/patches.json', 'utf8')) as Row[];

const APPLY: Record<string, (before: JsonObject, patch: JsonObject) => Json> = {
  'application/strategic-merge-patch+json': (before, patch) => applyStrategicMergePatch(before, patch),
  'application/merge-patch+json': applyMergePatch,
  'application/json-patch+json': (before, patch) => applyJsonPatch(before, readJsonPatch(patch)),
};

describe('patches recorded from kubectl', () => {
  const withoutRevision = (deployment: JsonObject): JsonObject => {
    const { 'deployment.kubernetes.io/revision': _, ...annotations } = objectOf(
      objectOf(deployment.metadata).annotations,
    );
    const metadata = { ...objectOf(deployment.metadata), annotations };
    return { ...deployment, metadata, status: undefined };
  };

  it.each(rows)('when $name, the Deployment is what Kubernetes stored', ({ contentType, before, patch, after }) => {
    const patched = APPLY[contentType]!(before, patch);
    const stored = defaultDeployment(decodeDeployment(patched, { fieldValidation: 'Ignore' }).deployment);
    expect(withoutRevision(stored)).toEqual(withoutRevision(after));
  });
});

describe('applyStrategicMergePatch', () => {
  const spec = (podSpec: JsonObject): JsonObject => ({ spec: { template: { spec: podSpec } } });
  const patched = (before: JsonObject, patch: JsonObject): Json | undefined =>
    objectOf(objectOf(objectOf(applyStrategicMergePatch(spec(before), spec(patch)).spec).template).spec);
  const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'one of two containers changes',
      { containers: [a, b] },
      { containers: [{ name: 'b', image: 'x' }] },
      { containers: [a, { name: 'b', image: 'x' }] },
    ],
    ['a container is new', { containers: [a] }, { containers: [b] }, { containers: [b, a] }],
    [
      'a container is deleted',
      { containers: [a, b] },
      { containers: [{ $patch: 'delete', name: 'a' }] },
      { containers: [b] },
    ],
    ['the list is replaced', { containers: [a, b] }, { containers: [{ $patch: 'replace' }, c] }, { containers: [c] }],
    [
      'the order is given',
      { containers: [a, b, c] },
      { '$setElementOrder/containers': [c, a], containers: [] },
      { containers: [b, c, a] },
    ],
    [
      'the order alone is given',
      { containers: [a, b] },
      { '$setElementOrder/containers': [b, a] },
      { containers: [b, a] },
    ],
    [
      'a field is removed',
      { containers: [{ name: 'a', image: 'x' }] },
      { containers: [{ name: 'a', image: null }] },
      { containers: [a] },
    ],
    [
      'a volume changes its kind',
      { volumes: [{ name: 'v', emptyDir: {} }] },
      { volumes: [{ name: 'v', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/' } }] },
      { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
    ],
    [
      'an object is replaced',
      { securityContext: { runAsUser: 1 } },
      { securityContext: { $patch: 'replace', fsGroup: 2 } },
      { securityContext: { fsGroup: 2 } },
    ],
    [
      'an object is deleted',
      { securityContext: { runAsUser: 1 } },
      { securityContext: { $patch: 'delete' } },
      { securityContext: {} },
    ],
    [
      'tolerations have no key',
      { tolerations: [{ key: 'a' }] },
      { tolerations: [{ key: 'b' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    [
      'a label is set and one removed',
      { nodeSelector: { a: '1', b: '2' } },
      { nodeSelector: { a: null, c: '3' } },
      { nodeSelector: { b: '2', c: '3' } },
    ],
    ['nulls arrive for what is not there', {}, { affinity: null, dnsConfig: { searches: null } }, { dnsConfig: {} }],
  ])('when %s, it is so', (_, before, patch, after) => {
    expect(patched(before, patch)).toEqual(after);
  });

  it('when finalizers are patched, they are united, or taken out', () => {
    const before = { metadata: { finalizers: ['a', 'b'] } };
    expect([
      applyStrategicMergePatch(before, { metadata: { finalizers: ['b', 'c'] } }),
      applyStrategicMergePatch(before, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } }),
    ]).toEqual([{ metadata: { finalizers: ['a', 'b', 'c'] } }, { metadata: { finalizers: ['b'] } }]);
  });

  it.each<[string, JsonObject, string]>([
    ['a container has no name', { containers: [{ image: 'x' }] }, 'does not contain declared merge key: name'],
    ['a directive is unknown', { securityContext: { $patch: 'burn' } }, 'unknown patch type'],
    ['a list directive is unknown', { containers: [{ $patch: 'burn', name: 'a' }] }, 'unknown patch type'],
    [
      'retained keys leave out a patched one',
      { securityContext: { $retainKeys: [], fsGroup: 1 } },
      'invalid patch format of retainKeys',
    ],
    ['the order is no list', { '$setElementOrder/containers': 'a' }, 'invalid patch format of setElementOrder list'],
  ])('when %s, it is refused', (_, patch, words) => {
    expect(() => patched({ containers: [a], securityContext: {} }, patch)).toThrow(words);
  });
});

describe('applyMergePatch', () => {
  it.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [['a', 'b'], ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('when %j is patched with %j, it is %j (RFC 7386)', (target, patch, merged) => {
    expect(applyMergePatch(target, patch)).toEqual(merged);
  });
});

describe('applyJsonPatch', () => {
  it.each<[string, Json, JsonPatchOperation, Json]>([
    ['a key is added', { a: 1 }, { op: 'add', path: '/b', value: 2 }, { a: 1, b: 2 }],
    ['an element is put in', [1, 3], { op: 'add', path: '/1', value: 2 }, [1, 2, 3]],
    ['an element is appended', [1], { op: 'add', path: '/-', value: 2 }, [1, 2]],
    ['a key is removed', { a: 1, b: 2 }, { op: 'remove', path: '/a' }, { b: 2 }],
    ['an element is removed', [1, 2], { op: 'remove', path: '/0' }, [2]],
    ['a value is replaced', { a: [1] }, { op: 'replace', path: '/a/0', value: 2 }, { a: [2] }],
    ['the whole is replaced', { a: 1 }, { op: 'replace', path: '', value: 2 }, 2],
    ['a key has odd signs', { 'a/b~c': 1 }, { op: 'replace', path: '/a~1b~0c', value: 2 }, { 'a/b~c': 2 }],
    ['a value is copied', { a: 1 }, { op: 'copy', from: '/a', path: '/b' }, { a: 1, b: 1 }],
    ['a value is moved', { a: 1 }, { op: 'move', from: '/a', path: '/b' }, { b: 1 }],
    ['a test holds', { a: { b: 1 } }, { op: 'test', path: '/a', value: { b: 1 } }, { a: { b: 1 } }],
    ['the last element is meant', [1, 2], { op: 'remove', path: '/-1' }, [1]],
    [
      'a key is named like a prototype',
      {},
      { op: 'add', path: '/__proto__', value: 1 },
      JSON.parse('{"__proto__":1}') as Json,
    ],
  ])('when %s, it is so', (_, before, operation, after) => {
    expect(applyJsonPatch(before, [operation])).toEqual(after);
  });

  it.each<[string, Json, JsonPatchOperation]>([
    ['what is removed is not there', { a: 1 }, { op: 'remove', path: '/b' }],
    ['what is replaced is not there', { a: 1 }, { op: 'replace', path: '/b', value: 1 }],
    ['the parent is not there', { a: 1 }, { op: 'add', path: '/b/c', value: 1 }],
    ['a test does not hold', { a: 1 }, { op: 'test', path: '/a', value: 2 }],
    ['an index is beyond the end', [1], { op: 'add', path: '/2', value: 1 }],
    ['an index is no number', [1], { op: 'remove', path: '/x' }],
    ['a path is no pointer', { a: 1 }, { op: 'remove', path: 'a' }],
    ['what is copied is not there', {}, { op: 'copy', from: '/a', path: '/b' }],
  ])('when %s, it is refused', (_, before, operation) => {
    expect(() => applyJsonPatch(before, [operation])).toThrow(
      expect.objectContaining({
        status: 422,
        message: 'the server rejected our request due to an error in our request',
      }),
    );
  });
});
