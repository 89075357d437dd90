import { type Access, inScope, type Operation, scopeOf } from '#libs/access';
import { forbidden, type Verb } from '#libs/kubernetes-api';
import type { Caller } from '../access/callers.js';
import type { KubernetesRequest } from './kubernetes-request.js';

/** What is asked for, as far as it decides who may: an absent namespace is all of them. */
export type Attributes = Pick<KubernetesRequest, 'verb' | 'served' | 'cluster' | 'namespace' | 'name'>;

/**
 * Refuses what the caller's roles do not allow, in the words of Kubernetes' RBAC.
 * @throws RequestRefused
 */
export function authorize(request: KubernetesRequest, { actor, access }: Caller): void {
  if (isAllowed(access, request)) return;
  const { verb, served, subresource, name = '' } = request;
  const namespace = namespaceOf(request);
  const resource = subresource === undefined ? served.resource : `${served.resource}/${subresource}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
  throw forbidden(
    served,
    name,
    `User ${JSON.stringify(actor.subject)} cannot ${verb} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(served.group)} ${where}`,
  );
}

/**
 * Whether the caller's roles allow it: what every request is let in by, and what `kubectl auth can-i` is answered by. A list over
 * all namespaces is allowed to whoever may read somewhere: it holds what they may read.
 */
export function isAllowed(access: Access, asked: Attributes): boolean {
  const { served, verb, cluster } = asked;
  if (OPEN_GROUPS.includes(served.group)) return true;
  const scope = scopeOf(access, OPERATION_OF[verb]);
  const namespace = namespaceOf(asked);
  return namespace === undefined ? scope.length > 0 : inScope(scope, { cluster, namespace });
}

// Who am I, and what may I: everybody may ask.
const OPEN_GROUPS: readonly string[] = ['authentication.k8s.io', 'authorization.k8s.io'];

const OPERATION_OF: Readonly<Record<Verb, Operation>> = {
  get: 'read',
  list: 'read',
  watch: 'read',
  create: 'write',
  update: 'write',
  patch: 'write',
  delete: 'write',
  deletecollection: 'write',
};

// A namespace belongs to those who may do something in it.
function namespaceOf({ served, namespace, name }: Attributes): string | undefined {
  return served.kind === 'Namespace' ? name : namespace;
}
