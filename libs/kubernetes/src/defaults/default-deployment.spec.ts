import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.js';
import { defaultDeployment, defaultTemplate } from './default-deployment.js';

type Vector = { name: string; template: JsonObject; submitted: JsonObject };

const { vectors } = JSON.parse(readFileSync('test/conformance/hash/vectors-1.36.3.json', 'utf8')) as {
  vectors: Vector[];
};

describe('defaultTemplate', () => {
  it.each(vectors)('when $name was submitted, it is what Kubernetes stored', ({ submitted, template }) => {
    // The text, not only the value: the fields have Kubernetes' order too.
    expect(JSON.stringify(defaultTemplate(submitted), null, 1)).toBe(JSON.stringify(template, null, 1));
  });

  it.each(vectors)('when $name is stored already, it stays', ({ template }) => {
    expect(defaultTemplate(template)).toEqual(template);
  });
});

describe('defaultDeployment', () => {
  const deployment = (spec: JsonObject): JsonObject => ({ metadata: { name: 'web' }, spec });

  it('when nothing is said, it is one replica that rolls by a quarter', () => {
    const { spec } = defaultDeployment(deployment({})) as { spec: JsonObject };
    expect({ ...spec, template: undefined }).toEqual({
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['Recreate is wanted', { type: 'Recreate' }, { type: 'Recreate' }],
    [
      'only the surge is given',
      { rollingUpdate: { maxSurge: 1 } },
      { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: 1 } },
    ],
  ])('when %s, the strategy is filled accordingly', (_, given, filled) => {
    expect(defaultDeployment(deployment({ strategy: given })).spec).toMatchObject({ strategy: filled });
  });

  it('when zeros are given, they stay where they mean something', () => {
    expect(defaultDeployment(deployment({ replicas: 0, minReadySeconds: 0, paused: false })).spec).toMatchObject({
      replicas: 0,
    });
  });
});
