import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '#libs/kubernetes';
import { tableOf } from './tables.js';

const NOW = new Date('2026-01-01T00:01:00Z');
const metadata = { name: 'web', creationTimestamp: '2026-01-01T00:00:00Z' };

const event = (more: JsonObject): JsonObject => ({
  metadata: { name: 'web.1' },
  type: 'Normal',
  reason: 'Scaled',
  message: 'up\n',
  involvedObject: { kind: 'Deployment', name: 'web' },
  ...more,
});

const service = (spec: JsonObject, status: JsonObject = {}): JsonObject => ({ metadata, spec, status });

describe('the cells of a row', () => {
  it.each<[string, string, JsonObject, readonly Json[]]>([
    [
      'Deployment',
      'nothing is known of its pods',
      { metadata, spec: { replicas: 3, selector: { matchLabels: { a: 'b' } } }, status: {} },
      ['web', '0/3', 0, 0, '60s', '', '', 'a=b'],
    ],
    [
      'ReplicaSet',
      'two containers are in the template',
      {
        metadata,
        spec: {
          replicas: 2,
          selector: { matchLabels: { a: 'b' } },
          template: {
            spec: {
              containers: [
                { name: 'x', image: 'x:1' },
                { name: 'y', image: 'y:2' },
              ],
            },
          },
        },
        status: { replicas: 2, readyReplicas: 1 },
      },
      ['web', 2, 2, 1, '60s', 'x,y', 'x:1,y:2', 'a=b'],
    ],
    ['Namespace', 'it lives', { metadata, status: { phase: 'Active' } }, ['web', 'Active', '60s']],
    ['Scale', 'it has no columns of its own', { metadata }, ['web', '2026-01-01T00:00:00Z']],
    [
      'Event',
      'it was counted',
      event({
        count: 3,
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:00:30Z',
        source: { component: 'deployment-controller' },
      }),
      ['30s', 'Normal', 'Scaled', 'deployment/web', '', 'deployment-controller', 'up', '60s', 3, 'web.1'],
    ],
    [
      'Event',
      'it is of the newer kind',
      event({
        involvedObject: { kind: 'Pod', fieldPath: 'spec.containers{x}' },
        eventTime: '2026-01-01T00:00:00.5Z',
        reportingComponent: 'kubelet',
        reportingInstance: 'node-1',
      }),
      ['59s', 'Normal', 'Scaled', 'pod', 'spec.containers{x}', 'kubelet, node-1', 'up', '59s', 1, 'web.1'],
    ],
    [
      'Event',
      'it is a series',
      event({
        eventTime: '2026-01-01T00:00:00Z',
        series: { count: 9, lastObservedTime: '2026-01-01T00:00:50Z' },
      }),
      ['10s', 'Normal', 'Scaled', 'deployment/web', '', '', 'up', '60s', 9, 'web.1'],
    ],
    [
      'Service',
      'it has all',
      service({
        type: 'NodePort',
        clusterIPs: ['10.0.0.1'],
        externalIPs: ['1.1.1.1', '2.2.2.2'],
        ports: [
          { port: 80, nodePort: 30080, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
        ],
        selector: { b: '2', a: '1' },
      }),
      ['web', 'NodePort', '10.0.0.1', '1.1.1.1,2.2.2.2', '80:30080/TCP,53/UDP', '60s', 'a=1,b=2'],
    ],
    [
      'Service',
      'it has nothing',
      service({ type: 'ClusterIP' }),
      ['web', 'ClusterIP', '<none>', '<none>', '<none>', '60s', '<none>'],
    ],
    [
      'Service',
      'its load balancer is there',
      service(
        { type: 'LoadBalancer', externalIPs: ['3.3.3.3'] },
        { loadBalancer: { ingress: [{ hostname: 'b' }, { ip: 'a' }, { ip: 'a' }] } },
      ),
      ['web', 'LoadBalancer', '<none>', 'a,b,3.3.3.3', '<none>', '60s', '<none>'],
    ],
    [
      'Service',
      'its load balancer is awaited',
      service({ type: 'LoadBalancer' }),
      ['web', 'LoadBalancer', '<none>', '<pending>', '<none>', '60s', '<none>'],
    ],
    [
      'Service',
      'it is a name',
      service({ type: 'ExternalName', externalName: 'example.com' }),
      ['web', 'ExternalName', '<none>', 'example.com', '<none>', '60s', '<none>'],
    ],
    [
      'Service',
      'its type is unknown',
      service({ type: 'Other' }),
      ['web', 'Other', '<none>', '<unknown>', '<none>', '60s', '<none>'],
    ],
  ])('of a %s, when %s', (kind, _when, object, cells) => {
    expect(tableOf(kind).cells(object, NOW)).toEqual(cells);
    expect(tableOf(kind).columns).toHaveLength(cells.length);
  });
});
