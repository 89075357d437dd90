import { expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { readManifest } from './read-manifest.js';

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'web:v1' }] } };
const whole: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, template },
};

it.each<[JsonObject, string, string | undefined]>([
  [{ ...whole, kind: 'Service' }, 'OtherKind', 'Service of apps/v1'],
  [{ ...whole, apiVersion: 'example.com/v1' }, 'OtherKind', 'Deployment of example.com/v1'],
  [{ a: 1 }, 'OtherKind', 'no kind of no apiVersion'],
  [{ ...whole, metadata: { namespace: 'x' } }, 'InvalidManifest', 'metadata.name is missing'],
  [
    { ...whole, spec: { replicas: 2 } },
    'PartialManifest',
    'no spec.template.spec.containers: a patch, and no Deployment',
  ],
  [
    { ...whole, spec: { template } },
    'InvalidManifest',
    expect.stringContaining('spec.selector: Required value') as never,
  ],
  [{ ...whole, spec: 1 }, 'PartialManifest', 'no spec.template.spec.containers: a patch, and no Deployment'],
  [whole, 'Deployment', undefined],
  [{ ...whole, apiVersion: 'extensions/v1beta1', spec: { template } }, 'Deployment', undefined],
  [
    { ...whole, apiVersion: 'apps/v1beta2', spec: { template, selector: {} } },
    'InvalidManifest',
    expect.anything() as never,
  ],
])('when the object is %j, it is %s: %s', (object, kind, message) => {
  const read = readManifest(object, 'default');

  expect({ kind: read.kind, message: 'message' in read ? read.message : undefined }).toEqual({ kind, message });
});

it('when a field is unknown, it is left out and said', () => {
  const read = readManifest({ ...whole, spec: { ...(whole.spec as JsonObject), replicaz: 3 } }, 'shop');

  expect(read).toMatchObject({
    kind: 'Deployment',
    deployment: { namespace: 'shop', name: 'web', spec: { replicas: 1, selector: { matchLabels: { app: 'web' } } } },
    warnings: ['unknown field "spec.replicaz"'],
  });
});

it('when the API version was one without a default selector, the selector is the labels of the template', () => {
  const read = readManifest({ ...whole, apiVersion: 'extensions/v1beta1', spec: { template } }, 'shop');

  expect(read).toMatchObject({ deployment: { spec: { selector: { matchLabels: { app: 'web' } } } } });
});
