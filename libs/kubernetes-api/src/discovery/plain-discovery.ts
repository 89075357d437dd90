import type { JsonObject } from '#libs/kubernetes';
import { groupVersion, type GroupVersionKind, type ServedResource } from '../resource/served-resource.js';
import type { Discoverable, Verb } from './verbs.js';

type Resources = readonly Discoverable<ServedResource>[];

/** What `/api` answers a client that knows no aggregated discovery. */
export function coreVersions(): JsonObject {
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
}

/** What `/apis` answers such a client. */
export function groupList(resources: Resources): JsonObject {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groupsOf(resources).map((group) => groupOf(resources, group)),
  };
}

/** What `/apis/GROUP` answers; undefined when nothing of it is served. */
export function apiGroup(resources: Resources, group: string): JsonObject | undefined {
  if (!groupsOf(resources).includes(group)) return undefined;
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(resources, group) };
}

/** What `/api/v1` and `/apis/GROUP/VERSION` answer; undefined when nothing of it is served. */
export function resourceList(resources: Resources, place: string): JsonObject | undefined {
  const here = resources.filter(({ served }) => groupVersion(served) === place);
  if (here.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: place,
    resources: here.flatMap((resource) => [mainEntry(resource), ...subresourceEntries(resource)]),
  };
}

function mainEntry({ served, verbs }: Discoverable<ServedResource>): JsonObject {
  const { resource, singular, namespaced, kind, shortNames, categories } = served;
  return {
    name: resource,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
}

function subresourceEntries({ served, subresources }: Discoverable<ServedResource>): readonly JsonObject[] {
  const { resource, namespaced } = served;
  return Object.entries(served.subresources).flatMap(([name, kind]) => {
    const verbs = subresources[name] ?? [];
    return verbs.length === 0
      ? []
      : [{ name: `${resource}/${name}`, singularName: '', namespaced, ...kindEntry(served, kind, verbs) }];
  });
}

// The group and version are told where they are not those of the list.
function kindEntry(
  served: ServedResource,
  { group, version, kind }: GroupVersionKind,
  verbs: readonly Verb[],
): JsonObject {
  return group === served.group && version === served.version ? { kind, verbs } : { group, version, kind, verbs };
}

/** The named groups that are served, in the order of their first resource. */
export function groupsOf(resources: Resources): readonly string[] {
  return [...new Set(resources.map(({ served }) => served.group))].filter((group) => group !== '');
}

function groupOf(resources: Resources, name: string): JsonObject {
  const versions = [...new Set(resources.flatMap(({ served }) => (served.group === name ? [served.version] : [])))].map(
    (version) => ({ groupVersion: `${name}/${version}`, version }),
  );
  return { name, versions, preferredVersion: versions[0] };
}
