import type { JsonObject } from '#libs/kubernetes';
import { textOf } from '#libs/kubernetes';
import { badRequest, SERVED_RESOURCES, type ServedResource, VERBS } from '#libs/kubernetes-api';
import { isAllowed } from '../authorize.js';
import type { Handler } from '../handler.js';
import { readablePaths } from './open-paths.js';
import { attributes, reviewed, specOf } from './self-subject-access.js';

/** `POST …/selfsubjectrulesreviews` (`kubectl auth can-i --list`): what the caller may do in one namespace. */
export const reviewSelfSubjectRules: Handler = (request, { access }) => {
  const spec = specOf(request);
  const namespace = textOf(spec.namespace);
  if (namespace === '') throw badRequest('no namespace on request');
  const resourceRules = Object.values<ServedResource>(SERVED_RESOURCES).flatMap((served): readonly JsonObject[] => {
    const place = { cluster: request.cluster, namespace, name: served.kind === 'Namespace' ? namespace : '' };
    const verbs = VERBS.filter((verb) => isAllowed(access, attributes(served, verb, place)));
    return verbs.length === 0 ? [] : [{ verbs, apiGroups: [served.group], resources: resourcesOf(served) }];
  });
  const nonResourceRules = [{ verbs: ['get'], nonResourceURLs: readablePaths({ access, actor: request.actor }) }];
  const status = { resourceRules, nonResourceRules, incomplete: false };
  return Promise.resolve(reviewed(request.served, { spec, status }));
};

function resourcesOf({ resource, subresources }: ServedResource): readonly string[] {
  return [resource, ...Object.keys(subresources).map((name) => `${resource}/${name}`)];
}
