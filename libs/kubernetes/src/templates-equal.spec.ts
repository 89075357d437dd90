import { describe, expect, it } from '@jest/globals';
import type { PodTemplate } from './deployment.js';
import { templatesEqual } from './templates-equal.js';

const template = (container: object = {}, spec: object = {}, metadata: object = {}): PodTemplate =>
  ({ metadata, spec: { containers: [{ name: 'web', image: 'nginx:1.24', ...container }], ...spec } }) as PodTemplate;

describe('templatesEqual', () => {
  it.each<[string, PodTemplate, PodTemplate]>([
    ['nothing differs', template(), template()],
    [
      'only the hash label differs',
      template({}, {}, { labels: { a: 'b', 'pod-template-hash': '5' } }),
      template({}, {}, { labels: { a: 'b' } }),
    ],
    ['an empty list stands against an absent one', template({ env: [] }), template()],
    ['an empty map stands against an absent one', template({}, { nodeSelector: {} }), template()],
    ['null stands against absent', template({}, { affinity: null }), template()],
    ['the keys have another order', template({ image: 'a', name: 'b' }), template({ name: 'b', image: 'a' })],
    [
      'one cpu is written 1000m',
      template({ resources: { limits: { cpu: '1000m' } } }),
      template({ resources: { limits: { cpu: '1' } } }),
    ],
    ['a plain false stands against absent', template({ tty: false }, { hostNetwork: false }), template()],
    ['empty resources stand against absent ones', template({ resources: {} }), template()],
  ])('when %s, they are the same', (_, a, b) => {
    expect([templatesEqual(a, b), templatesEqual(b, a)]).toEqual([true, true]);
  });

  it.each<[string, PodTemplate, PodTemplate]>([
    ['the image differs', template(), template({ image: 'nginx:1.25' })],
    ['a label was added', template({}, {}, { labels: { a: 'b' } }), template()],
    ['a value became empty', template({ env: [{ name: 'A', value: 'x' }] }), template({ env: [{ name: 'A' }] })],
    ['a map has another key', template({}, { nodeSelector: { a: '1' } }), template({}, { nodeSelector: { b: '1' } })],
    [
      'an emptyDir was added',
      template({}, { volumes: [{ name: 'v', emptyDir: {} }] }),
      template({}, { volumes: [{ name: 'v' }] }),
    ],
    [
      'a false is written where absent means not said',
      template({ securityContext: { privileged: false } }),
      template({ securityContext: {} }),
    ],
    ['the order of a list differs', template({ args: ['a', 'b'] }), template({ args: ['b', 'a'] })],
    [
      'a limit differs',
      template({ resources: { limits: { cpu: '1' } } }),
      template({ resources: { limits: { cpu: '2' } } }),
    ],
    [
      'a port is a name',
      template({ readinessProbe: { tcpSocket: { port: 80 } } }),
      template({ readinessProbe: { tcpSocket: { port: '80' } } }),
    ],
  ])('when %s, they are not', (_, a, b) => {
    expect([templatesEqual(a, b), templatesEqual(b, a)]).toEqual([false, false]);
  });
});
