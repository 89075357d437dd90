import { describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf, type PodTemplate } from '#libs/kubernetes';
import type { PodFacts } from './pod-facts.js';
import { renderPod } from './render-pod.js';

const TEMPLATE: PodTemplate = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'web:v1', resources: {} }], terminationGracePeriodSeconds: 30 },
};
const AT = new Date('2026-11-21T10:00:00.250Z');
const POD: PodFacts = {
  namespace: 'shop',
  name: 'web-647584ddcb-abcde',
  uid: 'u',
  resourceVersion: '1',
  createdAt: AT,
  since: AT,
  replicaSet: { name: 'web-647584ddcb', uid: 'r' },
  podTemplateHash: '647584ddcb',
  template: TEMPLATE,
  status: 'ContainerCreating',
  ready: false,
  node: 'node-1',
  ip: '10.0.0.1',
};

describe('a pod', () => {
  it('that waits for a node has said nothing yet', () => {
    const { node: _, ...unscheduled } = POD;
    expect(renderPod({ ...unscheduled, status: 'Pending' }).status).toEqual({
      phase: 'Pending',
      qosClass: 'BestEffort',
    });
  });

  it('that is being started has a node and no address', () => {
    const { status, spec } = renderPod(POD);
    expect(objectOf(spec).nodeName).toBe('node-1');
    expect(Object.keys(objectOf(status))).toEqual(['phase', 'conditions', 'qosClass']);
  });

  it('that cannot pull its image says so', () => {
    const { containerStatuses } = objectOf(renderPod({ ...POD, status: 'ImagePullBackOff' }).status);
    expect(containerStatuses).toMatchObject([
      { ready: false, state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "web:v1"' } } },
    ]);
  });

  it('that fails its probes runs, and is not ready', () => {
    const { phase, conditions } = objectOf(renderPod({ ...POD, status: 'Running' }).status);
    expect([phase, (conditions as readonly JsonObject[])[1]]).toEqual([
      'Running',
      {
        type: 'Ready',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: '2026-11-21T10:00:00Z',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [app]',
      },
    ]);
  });

  it('that was told to go is to be gone when its grace is over', () => {
    const going = renderPod({ ...POD, status: 'Terminating', deletedAt: AT });
    expect(going.metadata).toMatchObject({
      deletionTimestamp: '2026-11-21T10:00:30Z',
      deletionGracePeriodSeconds: 30,
      generation: 2,
    });
    const quick = { ...TEMPLATE, spec: { ...TEMPLATE.spec, terminationGracePeriodSeconds: 5 } };
    expect(renderPod({ ...POD, template: quick, deletedAt: AT }).metadata).toMatchObject({
      deletionGracePeriodSeconds: 5,
    });
  });

  it('asks for what it may take when it does not say what it asks for', () => {
    const limited = { name: 'app', resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1000m' } } };
    const { spec, status } = renderPod({ ...POD, template: { spec: { containers: [limited] } } });
    expect(objectOf(spec).containers).toEqual([
      { name: 'app', resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1000m', memory: '1Gi' } } },
    ]);
    expect(objectOf(status).qosClass).toBe('Guaranteed');
  });

  it.each([
    { when: 'nothing', resources: {}, it: 'BestEffort' },
    { when: 'requests', resources: { requests: { cpu: '1' } }, it: 'Burstable' },
    { when: 'one limit', resources: { limits: { cpu: '1' } }, it: 'Burstable' },
    { when: 'other resources', resources: { limits: { 'example.com/gpu': '1' } }, it: 'BestEffort' },
    {
      when: 'less than its limits',
      resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1m' } },
      it: 'Burstable',
    },
    { when: 'its limits', resources: { limits: { cpu: '1', memory: '1Gi' } }, it: 'Guaranteed' },
  ])('is $it when it asks for $when', ({ resources, it: quality }) => {
    const { status } = renderPod({ ...POD, template: { spec: { containers: [{ name: 'app', resources }] } } });
    expect(objectOf(status).qosClass).toBe(quality);
  });

  it('keeps what it tolerates itself, and its links and priority', () => {
    const spec = {
      containers: [{ name: 'app' }],
      tolerations: [{ operator: 'Exists' }],
      enableServiceLinks: false,
      priorityClassName: 'system-node-critical',
    };
    expect(renderPod({ ...POD, template: { spec } }).spec).toMatchObject({
      tolerations: [{ operator: 'Exists' }],
      enableServiceLinks: false,
      priority: 2_000_001_000,
    });
  });
});
