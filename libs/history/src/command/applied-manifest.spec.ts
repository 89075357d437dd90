import { describe, expect, it } from '@jest/globals';
import { applyPatch, lastAppliedText } from './applied-manifest.js';

describe('applyPatch', () => {
  it('when a field left the manifest, it is removed; one that was never there is left alone', () => {
    expect(applyPatch({ spec: { replicas: 3, paused: true } }, { spec: { paused: true } })).toEqual({
      spec: { paused: true, replicas: null },
    });
  });

  it('when a container left the manifest, it is deleted by name; the order is the manifest’s', () => {
    const last = {
      containers: [
        { name: 'web', image: 'a' },
        { name: 'proxy', image: 'b' },
      ],
    };
    const next = { containers: [{ name: 'web', image: 'c' }] };
    expect(applyPatch(last, next)).toEqual({
      containers: [
        { name: 'web', image: 'c' },
        { $patch: 'delete', name: 'proxy' },
      ],
      '$setElementOrder/containers': [{ name: 'web' }],
    });
  });

  it('when a list has no merge key, it is replaced whole', () => {
    expect(applyPatch({ args: ['a', 'b'] }, { args: ['b'] })).toEqual({ args: ['b'] });
  });

  it('when the strategy is named, only what the manifest names of it is kept', () => {
    expect(applyPatch({}, { strategy: { type: 'Recreate' } })).toEqual({
      strategy: { type: 'Recreate', $retainKeys: ['type'] },
    });
  });

  it('when a volume is given another source, the one it had goes', () => {
    const volumes = [{ name: 'data', emptyDir: {} }];
    expect(applyPatch({}, { volumes })).toMatchObject({
      volumes: [{ name: 'data', $retainKeys: ['name', 'emptyDir'] }],
    });
  });
});

describe('lastAppliedText', () => {
  it('writes what kubectl writes', () => {
    const manifest = {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: 'web', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'old' } },
      spec: { replicas: 3 },
    };
    expect(lastAppliedText(manifest, 'shop')).toBe(
      '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":{},"name":"web","namespace":"shop"},"spec":{"replicas":3}}\n',
    );
  });

  it('escapes what HTML knows, as Go does', () => {
    expect(lastAppliedText({ spec: { text: 'a < b && c > d' } }, 'shop')).toContain(
      '"a \\u003c b \\u0026\\u0026 c \\u003e d"',
    );
  });
});
