import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../json.js';
import { decodeDeployment } from './decode-deployment.js';
import { readDeployment } from './read-deployment.js';

const deployment = (spec: JsonObject, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec,
  ...more,
});
const container = (fields: JsonObject): JsonObject =>
  deployment({ template: { spec: { containers: [{ name: 'web' }, fields] } } });
const strict = { fieldValidation: 'Strict' } as const;
const handled = 'Deployment in version "v1" cannot be handled as a Deployment: ';
const into = (told: string, field: string, type: string): string =>
  `${handled}json: cannot unmarshal ${told} into Go struct field ${field} of type ${type}`;
const inContainer = 'Container.spec.template.spec.containers';

describe('decodeDeployment', () => {
  it.each<[string, Json, string]>([
    ['replicas is a text', deployment({ replicas: 'three' }), into('string', 'DeploymentSpec.spec.replicas', 'int32')],
    [
      'replicas has a fraction',
      deployment({ replicas: 1.5 }),
      into('number 1.5', 'DeploymentSpec.spec.replicas', 'int32'),
    ],
    [
      'replicas is too large',
      deployment({ replicas: 3e9 }),
      into('number 3000000000', 'DeploymentSpec.spec.replicas', 'int32'),
    ],
    ['paused is a text', deployment({ paused: 'yes' }), into('string', 'DeploymentSpec.spec.paused', 'bool')],
    ['an image is a number', container({ image: 1 }), into('number', `${inContainer}.image`, 'string')],
    [
      'a policy is a boolean',
      container({ imagePullPolicy: true }),
      into('bool', `${inContainer}.imagePullPolicy`, 'v1.PullPolicy'),
    ],
    ['a command is a text', container({ command: 'ls' }), into('string', `${inContainer}.command`, '[]string')],
    [
      'a label is a number',
      deployment({}, { metadata: { labels: { a: 1 } } }),
      into('number', 'ObjectMeta.metadata.labels', 'string'),
    ],
    [
      'labels are a list',
      deployment({}, { metadata: { labels: [] } }),
      into('array', 'ObjectMeta.metadata.labels', 'map[string]string'),
    ],
    [
      'the template is a text',
      deployment({ template: 'x' }),
      into('string', 'DeploymentSpec.spec.template', 'v1.PodTemplateSpec'),
    ],
    [
      'a surge is a boolean',
      deployment({ strategy: { rollingUpdate: { maxSurge: true } } }),
      `${handled}json: cannot unmarshal bool into Go value of type int32`,
    ],
    [
      'an amount is no amount',
      container({ resources: { limits: { cpu: 'much' } } }),
      `${handled}quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
    ],
    ['the whole is a list', [], `${handled}json: cannot unmarshal array into Go value of type v1.Deployment`],
    [
      'a field is unknown',
      deployment({ replicaz: 4 }),
      `${handled}strict decoding error: unknown field "spec.replicaz"`,
    ],
    [
      'two fields are unknown',
      deployment({ template: { spec: { containers: [{ x: 1 }], y: 2 } } }),
      `${handled}strict decoding error: unknown field "spec.template.spec.containers[0].x", unknown field "spec.template.spec.y"`,
    ],
    [
      'a type is wrong and a field unknown',
      deployment({ a: 1, paused: 1 }),
      into('number', 'DeploymentSpec.spec.paused', 'bool'),
    ],
    [
      'it is another kind',
      deployment({}, { kind: 'Job' }),
      'Job in version "v1" cannot be handled as a Deployment: no kind "Job" is registered for version "apps/v1" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    ],
    [
      'it is another version',
      deployment({}, { apiVersion: 'apps/v1beta1' }),
      'the API version in the data (apps/v1beta1) does not match the expected API version (apps/v1)',
    ],
  ])('when %s, it is refused in the words of Kubernetes', (_, value, message) => {
    expect(() => decodeDeployment(value, strict)).toThrow(expect.objectContaining({ code: 'DecodingFailed', message }));
  });

  it.each([
    ['Warn', ['unknown field "spec.replicaz"']],
    ['Ignore', []],
  ] as const)('when unknown fields mean %s, they are dropped', (fieldValidation, warnings) => {
    const decoded = decodeDeployment(deployment({ replicaz: 4, replicas: 2 }), { fieldValidation });
    expect(decoded).toEqual({
      deployment: deployment({ replicas: 2, template: { metadata: {}, spec: {} }, strategy: {} }, { status: {} }),
      warnings,
    });
  });
});

describe('readDeployment', () => {
  it('when a manifest is read, it has every default and its place', () => {
    const manifest = deployment({
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.24' }] } },
    });
    const read = readDeployment(manifest, 'shop');
    expect(read).toMatchObject({
      namespace: 'shop',
      name: 'web',
      labels: {},
      annotations: {},
      spec: { replicas: 1, minReadySeconds: 0, paused: false, strategy: { type: 'RollingUpdate' } },
    });
    expect(read.spec.template.spec.containers[0]).toMatchObject({ imagePullPolicy: 'IfNotPresent' });
  });

  it('when next to nothing is written, it is still whole', () => {
    expect(readDeployment({ metadata: { name: 'web', namespace: 'a' } }, 'b')).toMatchObject({
      namespace: 'a',
      spec: { selector: {}, template: { metadata: {}, spec: { containers: [] } } },
    });
  });
});
