import { objectOf } from '#libs/kubernetes';
import { forbidden, notFound, SERVED_RESOURCES } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { findNamespace } from './namespaces.js';

/**
 * Refuses to create where there is no namespace, or one that is ending (admission NamespaceLifecycle).
 * @throws RequestRefused
 */
export async function requireNamespace(
  { cluster, namespace = '', served, now }: Pick<KubernetesRequest, 'cluster' | 'namespace' | 'served' | 'now'>,
  name: string,
  ports: Pick<KubernetesPorts, 'reads'>,
): Promise<void> {
  const known = await findNamespace(ports, { cluster, name: namespace }, now);
  if (known === undefined) throw notFound(SERVED_RESOURCES.namespaces, namespace);
  if (objectOf(known.object.status).phase !== 'Terminating') return;
  const reason = `unable to create new content in namespace ${namespace} because it is being terminated`;
  throw forbidden(served, name, reason);
}
