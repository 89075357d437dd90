import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '#libs/kubernetes';
import { auditFacts } from './audit-facts.js';

const at = Date.parse('2026-11-21T10:00:00.250Z');
const metadata = { name: 'web', namespace: 'shop', uid: 'uid-1', resourceVersion: '77' };
const deployment = { kind: 'Deployment', apiVersion: 'apps/v1', metadata };
const scale = { kind: 'Scale', apiVersion: 'autoscaling/v1', metadata, spec: { replicas: 5 } };
const gone = { kind: 'Status', status: 'Success', details: { name: 'web', uid: 'uid-1' } };
const refused = { code: 422, status: 'Failure', reason: 'Invalid', message: 'spec.replicas: must be 0 or more' };

function event(given: JsonObject = {}): JsonObject {
  return {
    kind: 'Event',
    auditID: 'a-1',
    stage: 'ResponseComplete',
    requestURI: '/apis/apps/v1/namespaces/shop/deployments/web?fieldManager=kubectl',
    verb: 'patch',
    user: { username: 'ann', groups: ['dev'] },
    sourceIPs: ['10.0.0.1', '192.0.2.7'],
    userAgent: 'kubectl/v1.36.3',
    objectRef: { resource: 'deployments', apiGroup: 'apps', apiVersion: 'v1', namespace: 'shop', name: 'web' },
    responseStatus: { code: 200 },
    responseObject: deployment,
    stageTimestamp: '2026-11-21T10:00:00.250999Z',
    ...given,
  };
}

function ref(given: JsonObject): JsonObject {
  return { objectRef: { ...(event().objectRef as JsonObject), ...given } };
}

const said = {
  source: 'audit-webhook',
  cluster: 'prod',
  occurredAt: at,
  actor: { subject: 'ann', groups: ['dev'] },
  provenance: { userAgent: 'kubectl/v1.36.3', address: '192.0.2.7' },
};
const object = { namespace: 'shop', name: 'web', uid: 'uid-1' };
const write = { ...said, ...object, resourceVersion: '77', key: 'seen:prod/uid-1/77' };
const deletion = { ...said, ...object, verb: 'deleted', key: 'seen:prod/uid-1/deleted' };

describe('auditFacts', () => {
  it.each<[string, JsonObject, object]>([
    ['a patch', {}, { ...write, verb: 'changed', object: deployment }],
    [
      'a creation',
      { verb: 'create', responseStatus: { code: 201 } },
      { ...write, verb: 'created', object: deployment },
    ],
    ['a patch that created', { responseStatus: { code: 201 } }, { ...write, verb: 'created', object: deployment }],
    [
      'an undo',
      {
        requestObject: [
          { op: 'replace', path: '/spec/template' },
          { op: 'replace', path: '/metadata/annotations' },
        ],
      },
      { ...write, verb: 'changed', object: deployment, undoes: true },
    ],
    ['a scale', { ...ref({ subresource: 'scale' }), responseObject: scale }, { ...write, verb: 'scaled', replicas: 5 }],
    [
      'a scale to none, which Go leaves out',
      { ...ref({ subresource: 'scale' }), responseObject: { ...scale, spec: {} } },
      { ...write, verb: 'scaled', replicas: 0 },
    ],
    [
      'a deletion',
      { verb: 'delete', responseObject: gone, requestObject: { propagationPolicy: 'Orphan' } },
      { ...deletion, propagationPolicy: 'Orphan' },
    ],
    [
      'a deletion that says nothing of dependents',
      { verb: 'delete', responseObject: gone },
      { ...deletion, propagationPolicy: 'Background' },
    ],
    [
      'a deletion that finalizers hold',
      {
        verb: 'delete',
        requestURI: '/x?propagationPolicy=Foreground',
        responseObject: heldBy(['foregroundDeletion']),
      },
      { ...write, verb: 'changed', object: heldBy(['foregroundDeletion']), propagationPolicy: 'Foreground' },
    ],
    [
      'a collection that is listed',
      { verb: 'deletecollection', responseObject: { kind: 'DeploymentList', items: [deployment, heldBy(['x'])] } },
      { ...deletion, propagationPolicy: 'Background' },
    ],
    [
      'what an impersonator did',
      { impersonatedUser: { username: 'bob', groups: ['sre'] } },
      {
        ...write,
        verb: 'changed',
        object: deployment,
        actor: { subject: 'bob', groups: ['sre'], impersonator: 'ann' },
      },
    ],
  ])('tells %s', (_, given, fact) => {
    expect(auditFacts(event(given), 'prod')).toEqual({ facts: [fact] });
  });

  it.each<[string, Json]>([
    ['not an audit event', 'text'],
    ['not an audit event', {}],
    ['another stage', event({ stage: 'RequestReceived' })],
    ['another resource', event(ref({ resource: 'pods', apiGroup: '' }))],
    ['another resource', event(ref({ apiGroup: 'extensions' }))],
    ['another subresource', event(ref({ subresource: 'rollback' }))],
    ['a read', event({ verb: 'get' })],
    ['a read', event({ verb: 'get', responseStatus: { code: 404 } })],
    ['a status write', event(ref({ subresource: 'status' }))],
    ['a dry run', event({ requestURI: '/x?dryRun=All' })],
    ['a dry run', event({ verb: 'delete', responseObject: gone, requestObject: { dryRun: ['All'] } })],
    [
      'refused to a controller',
      event({
        responseStatus: { code: 409, reason: 'Conflict' },
        user: { username: 'system:serviceaccount:kube-system:deployment-controller' },
      }),
    ],
  ])('passes over %s', (skipped, given) => {
    expect(auditFacts(given, 'prod')).toEqual({ skipped });
  });

  it.each<[string, JsonObject]>([
    ['its bodies were truncated', { annotations: { 'audit.k8s.io/truncated': 'true' }, responseObject: null }],
    ['it has no responseObject: log deployments at level RequestResponse', { responseObject: null }],
    ['its responseObject is no apps/v1 Deployment or Scale', { responseObject: { kind: 'Status', metadata } }],
    [
      'its object has no uid or no resourceVersion',
      { responseObject: { ...deployment, metadata: { ...metadata, resourceVersion: '7x' } } },
    ],
    ['its object has no uid or no resourceVersion', { verb: 'delete', responseObject: { kind: 'Status' } }],
    [
      'its object has no name or no namespace',
      { responseObject: { ...deployment, metadata: { ...metadata, name: '' } } },
    ],
    ['it has no time', { stageTimestamp: 'now' }],
    ['it has no time', { responseStatus: refused, stageTimestamp: null }],
  ])('reports what it cannot tell: %s', (unresolved, given) => {
    expect(auditFacts(event(given), 'prod')).toEqual({ unresolved });
  });

  it('keeps what people were refused as attempts, told apart by more than an id that they may choose', () => {
    const attempt = {
      door: 'audit-webhook',
      ...{ subject: 'ann', groups: ['dev'], operation: 'patch deployments', cluster: 'prod' },
      ...{ namespace: 'shop', name: 'web', code: 'Invalid', reason: 'spec.replicas: must be 0 or more' },
      ...{ address: '192.0.2.7', userAgent: 'kubectl/v1.36.3', at: new Date(at) },
    };
    const [one, other] = ['ann', 'bob'].map((username) =>
      auditFacts(event({ responseStatus: refused, user: { username, groups: ['dev'] } }), 'prod'),
    );

    expect(one).toMatchObject({ attempt });
    expect(other).not.toMatchObject({ attempt: { key: (one as { attempt: { key: string } }).attempt.key } });
    expect(
      auditFacts(event({ verb: 'list', responseStatus: { code: 403, reason: 'Forbidden' } }), 'prod'),
    ).toMatchObject({
      attempt: { operation: 'list deployments', code: 'Forbidden' },
    });
  });

  it('names what a collection that is not listed is about', () => {
    const given = event({
      verb: 'deletecollection',
      ...ref({ name: '' }),
      requestURI: '/x?labelSelector=app%3Dweb&fieldSelector=metadata.name%3Dweb&orphanDependents=true',
      responseObject: { kind: 'Status', status: 'Success' },
    });

    expect(auditFacts(given, 'prod')).toEqual({
      collection: {
        ...said,
        namespace: 'shop',
        propagationPolicy: 'Orphan',
        labelSelector: 'app=web',
        onlyName: 'web',
      },
    });
  });
});

function heldBy(finalizers: readonly string[]): JsonObject {
  return { ...deployment, metadata: { ...metadata, finalizers, deletionTimestamp: '2026-11-21T10:00:00Z' } };
}
