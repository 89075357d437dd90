import type { Access } from '#libs/access';
import type { Actor } from '#libs/event-store';
import { isJsonObject, type Json, type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { invalid, SERVED_RESOURCES, type ServedResource, type Verb, VERBS } from '#libs/kubernetes-api';
import type { ObjectAnswer } from '../answer.js';
import { isAllowed } from '../authorize.js';
import type { Handler } from '../handler.js';
import { readBody } from '../write/read-body.js';
import { writeOptions } from '../write/write-options.js';
import { mayReadPath } from './open-paths.js';

/** `POST …/selfsubjectaccessreviews` (`kubectl auth can-i`): answered by the function that authorizes every request. */
export const reviewSelfSubjectAccess: Handler = (request, { access }) => {
  const spec = specOf(request);
  const verdict = verdictOn(spec, { access, actor: request.actor, cluster: request.cluster });
  return Promise.resolve(reviewed(request.served, { spec, status: verdict }));
};

/** The `spec` of a review that was sent. */
export function specOf(request: Parameters<Handler>[0]): JsonObject {
  writeOptions(request);
  return objectOf(objectOf(readBody(request, request.served.kind).value).spec);
}

/** Answers a review: nothing is stored, so it has neither name nor version. */
export function reviewed(served: ServedResource, review: JsonObject): ObjectAnswer {
  const apiVersion = `${served.group}/${served.version}`;
  return { kind: 'object', status: 201, object: { kind: served.kind, apiVersion, metadata: {}, ...review } };
}

type Verdict = Readonly<{ allowed: boolean; reason?: string }>;
type Asked = Readonly<{ access: Access; actor: Actor; cluster: string }>;

function verdictOn({ resourceAttributes, nonResourceAttributes }: JsonObject, asked: Asked): Verdict {
  const [resource, path] = [isJsonObject(resourceAttributes), isJsonObject(nonResourceAttributes)];
  if (resource === path) throw refuseShape(resourceAttributes);
  return resource ? onResource(objectOf(resourceAttributes), asked) : onPath(objectOf(nonResourceAttributes), asked);
}

function refuseShape(value: Json | undefined): Error {
  const told = JSON.stringify(value ?? null);
  const message = `Invalid value: ${told}: exactly one of nonResourceAttributes or resourceAttributes must be specified`;
  return invalid({ group: 'authorization.k8s.io', resource: 'SelfSubjectAccessReview' }, '', [
    { field: 'spec.resourceAttributes', reason: 'FieldValueInvalid', message },
  ]);
}

function onPath({ path, verb }: JsonObject, asked: Asked): Verdict {
  return { allowed: (verb === 'get' || verb === '*') && mayReadPath(asked, textOf(path)) };
}

function onResource({ namespace, verb, group, resource, name }: JsonObject, { access, cluster }: Asked): Verdict {
  const of = { group: textOf(group), resource: textOf(resource) };
  const kinds = Object.values<ServedResource>(SERVED_RESOURCES).filter((served) => isMeant(served, of));
  if (kinds.length === 0)
    return { allowed: false, reason: `no resource ${JSON.stringify(of.resource)} of this API group is served here` };
  const verbs = VERBS.filter((known) => verb === '*' || verb === known);
  if (verbs.length === 0)
    return { allowed: false, reason: `nothing can be done by the verb ${JSON.stringify(verb ?? '')} here` };
  const place = { cluster, namespace: textOf(namespace), name: textOf(name) };
  return {
    allowed: kinds.every((served) => verbs.every((known) => isAllowed(access, attributes(served, known, place)))),
  };
}

function isMeant(served: ServedResource, { group, resource }: Readonly<{ group: string; resource: string }>): boolean {
  return (resource === '*' || served.resource === resource) && (group === '*' || served.group === group);
}

/** What a request would be about; an empty namespace is all of them. */
export function attributes(
  served: ServedResource,
  verb: Verb,
  { cluster, namespace, name }: Readonly<{ cluster: string; namespace: string; name: string }>,
): Parameters<typeof isAllowed>[1] {
  return { served, verb, cluster, ...(namespace !== '' && { namespace }), ...(name !== '' && { name }) };
}
