import { describe, expect, it } from '@jest/globals';
import { after, create, managedFieldsOf, port, service, stateAfter } from '../../../../test/support/plain-object.js';
import { objectOf } from '#libs/kubernetes';
import type { ObjectDecision } from './object-decision.js';
import { ObjectExists, ObjectInvalid } from './object-refusals.js';

describe('a new object', () => {
  it('when it is a Service, it has what a cluster gives it, and nobody owns that (kubectl/story-b-vweb.json)', () => {
    const { object, summary } = create();
    expect(object).toMatchObject({
      metadata: { name: 'vweb', namespace: 'story-b', creationTimestamp: '2026-11-21T09:14:28Z' },
      spec: {
        type: 'LoadBalancer',
        allocateLoadBalancerNodePorts: true,
        externalTrafficPolicy: 'Cluster',
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        sessionAffinity: 'None',
      },
      status: { loadBalancer: {} },
    });
    expect(managedFieldsOf({ object } as ObjectDecision)).toEqual([
      {
        manager: 'kubectl-client-side-apply',
        operation: 'Update',
        apiVersion: 'v1',
        time: '2026-11-21T09:14:28Z',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': {
            'f:allocateLoadBalancerNodePorts': {},
            'f:externalTrafficPolicy': {},
            'f:internalTrafficPolicy': {},
            'f:ports': {
              '.': {},
              'k:{"port":8090,"protocol":"TCP"}': { '.': {}, 'f:port': {}, 'f:protocol': {}, 'f:targetPort': {} },
            },
            'f:selector': {},
            'f:sessionAffinity': {},
            'f:type': {},
          },
        },
      },
    ]);
    expect(summary).toBe('created: LoadBalancer, port 8090/TCP');
  });

  it('when it is a Namespace, it bears its name as a label and is Active', () => {
    const namespace = { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'shop' } };
    const made = create(namespace, { kind: 'Namespace', namespace: 'shop', name: 'shop', manager: 'kubectl-create' });
    expect(made.object).toMatchObject({
      metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
    expect(objectOf(made.object.metadata).namespace).toBeUndefined();
    expect(managedFieldsOf(made)[0]?.fieldsV1).toEqual({
      'f:metadata': { 'f:labels': { '.': {}, 'f:kubernetes.io/metadata.name': {} } },
    });
    expect(made.summary).toBe('created');
  });

  it('when it is a Pod, its life is recorded with it (kubectl/verbs.json)', () => {
    const pod = {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name: 'one', labels: { run: 'one' } },
      spec: { containers: [{ name: 'one', image: 'busybox' }] },
    };
    const slow = {
      cluster: 'default',
      imagePattern: 'busy*',
      startSeconds: 9,
      terminationSeconds: 2,
      neverReady: false,
    };
    const made = create(pod, { kind: 'Pod', name: 'one', manager: 'kubectl-run', podLifeRules: [slow] });
    expect(made.events).toEqual([
      {
        type: 'ObjectWritten',
        schemaVersion: 1,
        payload: { object: made.object, podLife: { startSeconds: 9, terminationSeconds: 2, neverReady: false } },
      },
    ]);
    expect(made.object).toMatchObject({ metadata: { generation: 1 }, spec: { priority: 0, enableServiceLinks: true } });
    expect(managedFieldsOf(made)[0]?.fieldsV1).toEqual({
      'f:metadata': { 'f:labels': { '.': {}, 'f:run': {} } },
      'f:spec': {
        'f:containers': {
          'k:{"name":"one"}': {
            '.': {},
            'f:image': {},
            'f:imagePullPolicy': {},
            'f:name': {},
            'f:resources': {},
            'f:terminationMessagePath': {},
            'f:terminationMessagePolicy': {},
          },
        },
        'f:dnsPolicy': {},
        'f:enableServiceLinks': {},
        'f:restartPolicy': {},
        'f:schedulerName': {},
        'f:securityContext': {},
        'f:terminationGracePeriodSeconds': {},
      },
    });
    expect(made.summary).toBe('created: one busybox');
  });

  it('when it is not valid, or its node port is taken, it is refused', () => {
    expect(() => create(service({ ports: [] }))).toThrow(ObjectInvalid);
    const taken = { addresses: new Set<string>(), nodePorts: new Set([30001]) };
    expect(() => create(service({ ports: [{ ...port(80), nodePort: 30001 }] }), { allotted: taken })).toThrow(
      'spec.ports[0].nodePort: Invalid value: 30001: provided port is already allocated',
    );
  });

  it('when there is one of its name, it is refused; when that one was deleted, it is another', () => {
    const state = stateAfter(create());
    expect(() => after({ kind: 'CreateObject', object: service() }, state)).toThrow(ObjectExists);
    const ended = stateAfter(create(), after({ kind: 'DeleteObject', endingSeconds: 0 }, state));
    expect(after({ kind: 'CreateObject', object: service() }, ended).events).toHaveLength(1);
  });

  it('when why is said as an annotation, the change has it as its cause', () => {
    const annotations = { 'kubernetes.io/change-cause': 'opening' };
    expect(create(service({}, { annotations })).cause).toBe('opening');
  });
});
