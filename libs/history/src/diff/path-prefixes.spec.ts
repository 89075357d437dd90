import { describe, expect, it } from '@jest/globals';
import { isBeneath, pathPrefixes } from './path-prefixes.js';

const VALUE = 'spec.containers[name="web"].env[name="A.B[*]"].value';

describe('pathPrefixes', () => {
  it('when a path has elements, each prefix stands with and without their keys', () => {
    expect(pathPrefixes(VALUE)).toEqual([
      'spec',
      'spec.containers',
      'spec.containers[name="web"]',
      'spec.containers[*]',
      'spec.containers[name="web"].env',
      'spec.containers[*].env',
      'spec.containers[name="web"].env[name="A.B[*]"]',
      'spec.containers[name="web"].env[*]',
      'spec.containers[*].env[name="A.B[*]"]',
      'spec.containers[*].env[*]',
      ...[VALUE, 'spec.containers[name="web"].env[*].value'],
      ...['spec.containers[*].env[name="A.B[*]"].value', 'spec.containers[*].env[*].value'],
    ]);
  });

  it('when a map has keys of any kind, they are one part each', () => {
    expect(pathPrefixes('metadata.labels["a.b/c"]')).toEqual([
      'metadata',
      'metadata.labels',
      'metadata.labels["a.b/c"]',
    ]);
  });

  it('when a path has more elements than are written in all ways, the rest stand as they are', () => {
    const prefixes = pathPrefixes('a[name="1"][name="2"][name="3"][name="4"]');
    expect(prefixes).toContain('a[*][*][*][name="4"]');
    expect(prefixes).not.toContain('a[*][*][*][*]');
  });

  it('when a prefix is asked for, exactly the paths that have it lie beneath it', () => {
    for (const prefix of pathPrefixes(VALUE)) expect([prefix, isBeneath(VALUE, prefix)]).toEqual([prefix, true]);
    for (const other of [
      'spec.containers[name="we"]',
      'spec.container',
      'spec.containers[name="web"].env[*].valueFrom',
      `${VALUE}.x`,
    ])
      expect([other, isBeneath(VALUE, other)]).toEqual([other, false]);
    expect(isBeneath('spec.labels["a"]', 'spec.labels[*]')).toBe(false);
  });
});
