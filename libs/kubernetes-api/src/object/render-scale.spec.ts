import { describe, expect, it } from '@jest/globals';
import { scaleOf } from './render-scale.js';

describe('scaleOf', () => {
  it('when nothing is wanted, replicas are left out of the spec, and those that are still there are told', () => {
    const metadata = { name: 'web', namespace: 'shop', uid: 'u', resourceVersion: '1', creationTimestamp: 't' };
    const selector = { matchLabels: { b: '2', a: '1' }, matchExpressions: [{ key: 'c', operator: 'Exists' }] };
    const object = {
      metadata: { ...metadata, labels: { a: '1' } },
      spec: { replicas: 0, selector },
      status: { replicas: 2 },
    };
    expect(scaleOf(object)).toEqual({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata,
      spec: {},
      status: { replicas: 2, selector: 'a=1,b=2,c' },
    });
    expect(scaleOf({ metadata, spec: { replicas: 1, selector } }).status).toMatchObject({ replicas: 0 });
  });
});
