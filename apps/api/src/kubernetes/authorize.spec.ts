import { describe, expect, it } from '@jest/globals';
import { accessOf, type Role } from '#libs/access';
import { RequestRefused, SERVED_RESOURCES, type Verb, VERBS } from '#libs/kubernetes-api';
import type { Caller } from '../access/callers.js';
import { authorize } from './authorize.js';
import type { KubernetesRequest } from './kubernetes-request.js';

const ANN = { subject: 'ann', groups: [] };

function caller(role: Role | undefined): Caller {
  const binding = { subjects: ['ann'], groups: [], cluster: 'default', namespace: 'shop' };
  return { actor: ANN, access: accessOf(ANN, role === undefined ? [] : [{ ...binding, role }]) } as unknown as Caller;
}

function refusal(role: Role | undefined, request: Partial<KubernetesRequest>): string | undefined {
  const served = SERVED_RESOURCES['deployments.apps'];
  try {
    authorize({ cluster: 'default', served, verb: 'get', ...request } as KubernetesRequest, caller(role));
    return undefined;
  } catch (error) {
    if (error instanceof RequestRefused) return error.status.message;
    throw error;
  }
}

describe('authorize', () => {
  const reads: readonly Verb[] = ['get', 'list', 'watch'];
  const rows: readonly [Role | undefined, readonly Verb[]][] = [
    ['viewer', reads],
    ['auditor', reads],
    ['deployer', VERBS],
    ['admin', VERBS],
    [undefined, []],
  ];
  it.each(rows)('when the role is %s, the verbs %j are allowed where it holds, and none elsewhere', (role, allowed) => {
    const granted = (namespace: string) => VERBS.filter((verb) => refusal(role, { verb, namespace }) === undefined);

    expect(granted('shop')).toEqual(VERBS.filter((verb) => allowed.includes(verb)));
    expect(granted('bank')).toEqual([]);
    expect(refusal(role, { namespace: 'shop', cluster: 'other' })).toBeDefined();
  });

  it('when it refuses, it says so as Kubernetes does', () => {
    expect(refusal('viewer', { verb: 'patch', namespace: 'shop', name: 'web', subresource: 'scale' })).toBe(
      'deployments.apps "web" is forbidden: User "ann" cannot patch resource "deployments/scale" in API group "apps" in the namespace "shop"',
    );
    expect(refusal(undefined, { verb: 'list' })).toBe(
      'deployments.apps is forbidden: User "ann" cannot list resource "deployments" in API group "apps" at the cluster scope',
    );
  });

  it('when all namespaces are listed, whoever may read in one may', () => {
    expect(refusal('viewer', { verb: 'list' })).toBeUndefined();
    expect(refusal('viewer', { verb: 'deletecollection' })).toBeDefined();
  });

  it('when a namespace itself is asked for, it counts as a place of its own name', () => {
    const served = SERVED_RESOURCES.namespaces;
    expect(refusal('viewer', { served, name: 'shop' })).toBeUndefined();
    expect(refusal('viewer', { served, name: 'bank' })).toBe(
      'namespaces "bank" is forbidden: User "ann" cannot get resource "namespaces" in API group "" in the namespace "bank"',
    );
  });
});
