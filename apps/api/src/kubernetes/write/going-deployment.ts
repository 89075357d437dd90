import { conflict, notFound } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { findDeploymentObject } from '../read/get-deployment.js';

type Found = NonNullable<Awaited<ReturnType<typeof findDeploymentObject>>>;

/** The Deployment of a name that was deleted, and waits in the foreground for what it controls to go. */
export async function goingDeployment(
  { cluster, namespace = '', name = '', now }: KubernetesRequest,
  ports: KubernetesPorts,
): Promise<Found | undefined> {
  const found = await findDeploymentObject({ cluster, namespace, name }, now, ports);
  return found === undefined || found.row.deletedAt === null ? undefined : found;
}

/** Why a Deployment cannot be written: there is none, or it is going. */
export async function absentDeployment(request: KubernetesRequest, ports: KubernetesPorts): Promise<Error> {
  const { name = '', served } = request;
  return (await goingDeployment(request, ports)) === undefined
    ? notFound(served, name)
    : conflict(served, name, 'the object is being deleted');
}
