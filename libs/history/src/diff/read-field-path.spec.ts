import { describe, expect, it } from '@jest/globals';
import { readFieldPath } from './read-field-path.js';

const IMAGE = 'spec.template.spec.containers[name="web"].image';

describe('readFieldPath', () => {
  it.each([
    ['spec.replicas', 'spec.replicas'],
    [IMAGE, IMAGE],
    ['spec.template.spec.containers[name=web].image', IMAGE],
    ['spec.template.spec.containers[*].image', 'spec.template.spec.containers[*].image'],
    ['spec.ports[containerPort=80]', 'spec.ports[containerPort=80]'],
    ['spec.ports[containerPort=http]', 'spec.ports[containerPort="http"]'],
    ['spec.mounts[mountPath=/var/run]', 'spec.mounts[mountPath="/var/run"]'],
    ['env[name="a]b\\"c"].value', 'env[name="a]b\\"c"].value'],
    ['metadata.labels.app', 'metadata.labels.app'],
    ['metadata.labels.app.kubernetes.io/name', 'metadata.labels["app.kubernetes.io/name"]'],
    ['metadata.labels["app.kubernetes.io/name"]', 'metadata.labels["app.kubernetes.io/name"]'],
    ['metadata.labels["app"]', 'metadata.labels.app'],
    ['spec.resources.limits.nvidia.com/gpu', 'spec.resources.limits["nvidia.com/gpu"]'],
  ])('when it is %s, it is %s', (text, path) => {
    expect(readFieldPath(text)).toBe(path);
    expect(readFieldPath(path)).toBe(path);
  });

  it.each([
    '',
    '.',
    '.spec',
    'spec.',
    'spec..replicas',
    '[*]',
    '[name=web]',
    '["a"]',
    'spec[',
    'spec[name=]',
    'spec["\\x"]',
    'spec replicas',
    'spec[0]',
  ])('when it is %j, it is none', (text) => {
    expect(readFieldPath(text)).toBeUndefined();
  });
});
