import { methodNotAllowed, noSuchPath } from '#libs/kubernetes-api';
import type { Answer } from './answer.js';
import type { Handlers } from './handler.js';
import type { KubernetesPorts, KubernetesRequest } from './kubernetes-request.js';
import { ROUTES } from './routes.js';

/** The one way to every handler: what is asked of all requests is asked here. */
export async function dispatch(request: KubernetesRequest, ports: KubernetesPorts): Promise<Answer> {
  const { served, verb, name } = request;
  const handler = handlersFor(request)[verb];
  if (handler === undefined) throw methodNotAllowed(served, name);
  return handler(request, ports);
}

function handlersFor({ resource, subresource }: KubernetesRequest): Handlers {
  const { verbs, subresources } = ROUTES[resource];
  const handlers = subresource === undefined ? verbs : subresources[subresource];
  if (handlers === undefined || Object.keys(handlers).length === 0) throw noSuchPath();
  return handlers;
}
