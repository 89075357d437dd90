import type { ServedResource } from './served-resource.js';

const SCALE = { group: 'autoscaling', version: 'v1', kind: 'Scale' } as const;

/**
 * Every resource that is served, by its name and group. Which verbs each takes is not said here: the routes of the API say it, and
 * discovery asks them.
 */
export const SERVED_RESOURCES = {
  events: {
    group: '',
    version: 'v1',
    kind: 'Event',
    resource: 'events',
    singular: 'event',
    namespaced: true,
    shortNames: ['ev'],
    categories: [],
    subresources: {},
  },
  namespaces: {
    group: '',
    version: 'v1',
    kind: 'Namespace',
    resource: 'namespaces',
    singular: 'namespace',
    namespaced: false,
    shortNames: ['ns'],
    categories: [],
    subresources: { status: { group: '', version: 'v1', kind: 'Namespace' } },
  },
  pods: {
    group: '',
    version: 'v1',
    kind: 'Pod',
    resource: 'pods',
    singular: 'pod',
    namespaced: true,
    shortNames: ['po'],
    categories: ['all'],
    subresources: {
      log: { group: '', version: 'v1', kind: 'Pod' },
      status: { group: '', version: 'v1', kind: 'Pod' },
    },
  },
  services: {
    group: '',
    version: 'v1',
    kind: 'Service',
    resource: 'services',
    singular: 'service',
    namespaced: true,
    shortNames: ['svc'],
    categories: ['all'],
    subresources: { status: { group: '', version: 'v1', kind: 'Service' } },
  },
  'deployments.apps': {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    resource: 'deployments',
    singular: 'deployment',
    namespaced: true,
    shortNames: ['deploy'],
    categories: ['all'],
    subresources: { scale: SCALE, status: { group: 'apps', version: 'v1', kind: 'Deployment' } },
  },
  'replicasets.apps': {
    group: 'apps',
    version: 'v1',
    kind: 'ReplicaSet',
    resource: 'replicasets',
    singular: 'replicaset',
    namespaced: true,
    shortNames: ['rs'],
    categories: ['all'],
    subresources: { scale: SCALE, status: { group: 'apps', version: 'v1', kind: 'ReplicaSet' } },
  },
  'events.events.k8s.io': {
    group: 'events.k8s.io',
    version: 'v1',
    kind: 'Event',
    resource: 'events',
    singular: 'event',
    namespaced: true,
    shortNames: ['ev'],
    categories: [],
    subresources: {},
  },
  'selfsubjectreviews.authentication.k8s.io': {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectReview',
    resource: 'selfsubjectreviews',
    singular: 'selfsubjectreview',
    namespaced: false,
    shortNames: [],
    categories: [],
    subresources: {},
  },
  'selfsubjectaccessreviews.authorization.k8s.io': {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectAccessReview',
    resource: 'selfsubjectaccessreviews',
    singular: 'selfsubjectaccessreview',
    namespaced: false,
    shortNames: [],
    categories: [],
    subresources: {},
  },
  'selfsubjectrulesreviews.authorization.k8s.io': {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectRulesReview',
    resource: 'selfsubjectrulesreviews',
    singular: 'selfsubjectrulesreview',
    namespaced: false,
    shortNames: [],
    categories: [],
    subresources: {},
  },
} as const satisfies Readonly<Record<string, ServedResource>>;

/** `deployments.apps`; of the core group `pods`. */
export type ResourceKey = keyof typeof SERVED_RESOURCES;

const BY_PLACE: ReadonlyMap<string, ResourceKey> = new Map(
  Object.entries(SERVED_RESOURCES).map(([key, { group, version, resource }]) => [
    `${group}/${version}/${resource}`,
    key as ResourceKey,
  ]),
);

/** Which resource a path means, such as group `apps`, version `v1`, `deployments`. */
export function findResource(group: string, version: string, resource: string): ResourceKey | undefined {
  return BY_PLACE.get(`${group}/${version}/${resource}`);
}
