import { inScope, scopeOf } from '#libs/access';
import { methodNotAllowed, noSuchPath } from '#libs/kubernetes-api';
import type { Caller } from '../access/callers.js';
import type { Answer } from './answer.js';
import { authorize } from './authorize.js';
import type { Handlers } from './handler.js';
import { acceptedForm } from './http/accepted-form.js';
import { inForm } from './in-form.js';
import type { KubernetesPorts, KubernetesRequest } from './kubernetes-request.js';
import { ROUTES } from './routes.js';
import { shownAnswer } from './shown-answer.js';

/** What the API has itself, and hands to every handler. */
type OwnPorts = Pick<KubernetesPorts, 'extras' | 'watches'>;

/** The one way to every handler: what is asked of all requests is asked here. */
export async function dispatch(request: KubernetesRequest, caller: Caller, own: OwnPorts): Promise<Answer> {
  const { served, verb, name, subresource } = request;
  const handler = handlersFor(request)[verb];
  if (handler === undefined) throw methodNotAllowed(served, name);
  authorize(request, caller);
  const { access } = caller;
  const readable = scopeOf(access, 'read');
  const ports: KubernetesPorts = { ...caller.ports, ...own, access, mayRead: (place) => inScope(readable, place) };
  if (subresource === 'log') return handler(request, ports); // a text, whatever is accepted
  const form = acceptedForm(request.accept, request.query);
  const answer = await inForm(await handler(request, ports), { form, request, ports });
  return shownAnswer(answer, request.cluster, ports.secrets);
}

function handlersFor({ resource, subresource }: KubernetesRequest): Handlers {
  const { verbs, subresources } = ROUTES[resource];
  const handlers = subresource === undefined ? verbs : subresources[subresource];
  if (handlers === undefined || Object.keys(handlers).length === 0) throw noSuchPath();
  return handlers;
}
