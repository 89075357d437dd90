import type { ObjectKind } from '#libs/history';
import { forbidden, notFound } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { PODS } from '../read/pods.js';

/** Why an object cannot be written: there is none, or it is a pod that follows from its Deployment. */
export async function absence(kind: ObjectKind, request: KubernetesRequest, ports: KubernetesPorts): Promise<Error> {
  const { name = '', served } = request;
  if (kind !== 'Pod' || !(await isControlledPod(request, name, ports))) return notFound(served, name);
  return forbidden(served, name, 'Rollbook derives the pods of a Deployment from its history: write to the Deployment');
}

/** Whether a ReplicaSet's pod bears the name. */
export async function isControlledPod(
  request: KubernetesRequest,
  name: string,
  ports: KubernetesPorts,
): Promise<boolean> {
  const { namespace = '', now } = request;
  const found = await PODS.facts({ request, namespace, name, labels: [], at: now, limit: 1 }, ports);
  return found.length > 0;
}
