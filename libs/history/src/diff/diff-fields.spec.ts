import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { diffFields } from './diff-fields.js';

const template = (spec: object): JsonObject => ({ spec: { template: { spec } } }) as JsonObject;
const container = (name: string, fields: object = {}): object => ({ name, image: 'nginx:1.24', ...fields });
const containers = (...list: object[]): JsonObject => template({ containers: list });

describe('diffFields', () => {
  it.each([
    ['two equal documents', containers(container('web')), containers(container('web'))],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['two empty documents', {}, {}],
  ])('when given %s, it finds nothing', (_, before, after) => {
    expect(diffFields(before, after)).toEqual([]);
  });

  it('when an image changed, it names the container and not its place', () => {
    const before = containers(container('sidecar'), container('web'));
    const after = containers(container('sidecar'), container('web', { image: 'nginx:1.25' }));
    expect(diffFields(before, after)).toEqual([
      {
        path: 'spec.template.spec.containers[name="web"].image',
        container: 'web',
        kind: 'changed',
        before: 'nginx:1.24',
        after: 'nginx:1.25',
      },
    ]);
  });

  it('when a container came in front, it is one addition and the others are untouched', () => {
    const [web, proxy] = [container('web'), container('proxy')];
    expect(diffFields(containers(web), containers(proxy, web))).toEqual([
      { path: 'spec.template.spec.containers[name="proxy"]', container: 'proxy', kind: 'added', after: proxy },
    ]);
  });

  it('when a variable went, it says which, in which container', () => {
    const before = containers(
      container('web', {
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      }),
    );
    const after = containers(container('web', { env: [{ name: 'A', value: '1' }] }));
    expect(diffFields(before, after)).toEqual([
      {
        path: 'spec.template.spec.containers[name="web"].env[name="B"]',
        container: 'web',
        kind: 'removed',
        before: { name: 'B', value: '2' },
      },
    ]);
  });

  it('when only the order of containers changed, it says so: Kubernetes makes a new revision of it', () => {
    const [a, b] = [container('a'), container('b')];
    expect(diffFields(containers(a, b), containers(b, a))).toEqual([
      { path: 'spec.template.spec.containers', kind: 'reordered', before: ['a', 'b'], after: ['b', 'a'] },
    ]);
  });

  it('when a list has no key, it is compared as a whole', () => {
    const before = containers(container('web', { args: ['-v', '1'] }));
    const after = containers(container('web', { args: ['-v', '2'] }));
    expect(diffFields(before, after)).toEqual([
      {
        path: 'spec.template.spec.containers[name="web"].args',
        container: 'web',
        kind: 'changed',
        before: ['-v', '1'],
        after: ['-v', '2'],
      },
    ]);
  });

  it('when two elements bear one key (port 53 over TCP and UDP), the list is compared as a whole', () => {
    const ports = (...protocols: string[]): object => ({
      ports: protocols.map((protocol) => ({ containerPort: 53, protocol })),
    });
    const changes = diffFields(
      containers(container('dns', ports('TCP', 'UDP'))),
      containers(container('dns', ports('TCP'))),
    );
    expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
      ['spec.template.spec.containers[name="dns"].ports', 'changed'],
    ]);
  });

  it('when a label key is no plain word, it is quoted', () => {
    const before = { metadata: { labels: { 'app.kubernetes.io/name': 'a' } } };
    const after = { metadata: { labels: { 'app.kubernetes.io/name': 'b' } } };
    expect(diffFields(before, after).map(({ path }) => path)).toEqual(['metadata.labels["app.kubernetes.io/name"]']);
  });
});
