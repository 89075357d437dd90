import type { JsonObject } from '#libs/kubernetes';
import type { GroupVersionKind, ServedResource } from '../resource/served-resource.js';
import type { Discoverable } from './verbs.js';

type Resources = readonly Discoverable<ServedResource>[];

export type DiscoveryVersion = 'v2' | 'v2beta1';

/** All resources of some groups in one document (`APIGroupDiscoveryList`); the core group is ''. */
export function aggregatedDiscovery(
  resources: Resources,
  groups: readonly string[],
  version: DiscoveryVersion,
): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map((group) => groupItem(resources, group)),
  };
}

function groupItem(resources: Resources, group: string): JsonObject {
  const here = resources.filter(({ served }) => served.group === group);
  const versions = [...new Set(here.map(({ served }) => served.version))];
  return {
    metadata: group === '' ? {} : { name: group },
    versions: versions.map((version) => ({
      version,
      resources: here.filter(({ served }) => served.version === version).map(resourceItem),
      freshness: 'Current',
    })),
  };
}

function resourceItem({ served, verbs, subresources }: Discoverable<ServedResource>): JsonObject {
  const { resource, kind, namespaced, singular, shortNames, categories } = served;
  const below = Object.entries(served.subresources).flatMap(([name, as]) => {
    const taken = subresources[name] ?? [];
    return taken.length === 0 ? [] : [{ subresource: name, responseKind: responseKind(served, as), verbs: taken }];
  });
  return {
    resource,
    responseKind: { group: '', version: '', kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
    ...(below.length > 0 && { subresources: below }),
  };
}

// Empty texts mean the group and version of the list.
function responseKind(served: ServedResource, { group, version, kind }: GroupVersionKind): JsonObject {
  const isOwn = group === served.group && version === served.version;
  return isOwn ? { group: '', version: '', kind } : { group, version, kind };
}
