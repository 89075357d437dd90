import { findResource, type ResourceKey, SERVED_RESOURCES, type ServedResource } from '#libs/kubernetes-api';

/** A path that names a resource: `/apis/apps/v1/namespaces/shop/deployments/web/scale`. */
export type ResourcePath = Readonly<{
  resource: ResourceKey;
  served: ServedResource;
  namespace?: string;
  name?: string;
  subresource?: string;
}>;

/** A path with its cluster; `parts` are the segments after it, decoded. */
export type ClusterPath = Readonly<{ cluster: string; prefix: string; parts: readonly string[] }>;

export const DEFAULT_CLUSTER = 'default';

/** Reads `/clusters/NAME` off a path; undefined for one that is not well formed. */
export function parseClusterPath(path: string): ClusterPath | undefined {
  const parts = decoded(path);
  if (parts === undefined) return undefined;
  const [first, cluster, ...rest] = parts;
  if (first !== 'clusters' || cluster === undefined) return { cluster: DEFAULT_CLUSTER, prefix: '', parts };
  return { cluster, prefix: `/clusters/${encodeURIComponent(cluster)}`, parts: rest };
}

// A slash at the end means nothing; an empty segment elsewhere is no path.
function decoded(path: string): readonly string[] | undefined {
  const segments = path.replace(/\/$/, '').split('/').slice(1);
  try {
    const parts = segments.map((segment) => decodeURIComponent(segment));
    return parts.includes('') ? undefined : parts;
  } catch {
    return undefined; // a percent sign that starts no character
  }
}

/** The resource that a path names; undefined when none is served there. */
export function parseResourcePath(parts: readonly string[]): ResourcePath | undefined {
  const [root, ...rest] = parts;
  if (root === 'api') return inVersion('', rest);
  return root === 'apis' ? inVersion(rest[0] ?? '', rest.slice(1)) : undefined;
}

function inVersion(group: string, [version, ...place]: readonly string[]): ResourcePath | undefined {
  if (version === undefined) return undefined;
  const [first, namespace, ...below] = place;
  // `/namespaces/shop` and `/namespaces/shop/status` are about the namespace itself.
  if (first === 'namespaces' && namespace !== undefined && below.length > 0 && !isOfNamespace(below))
    return atPlace({ group, version }, namespace, below);
  return atPlace({ group, version }, undefined, place);
}

function isOfNamespace(below: readonly string[]): boolean {
  return below.length === 1 && (below[0] === 'status' || below[0] === 'finalize');
}

function atPlace(
  { group, version }: Readonly<{ group: string; version: string }>,
  namespace: string | undefined,
  [resource, name, subresource, ...more]: readonly string[],
): ResourcePath | undefined {
  const key = findResource(group, version, resource ?? '');
  if (key === undefined || more.length > 0) return undefined;
  const served: ServedResource = SERVED_RESOURCES[key];
  if (!stands(served, namespace, name)) return undefined;
  return {
    resource: key,
    served,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
  };
}

// Of a namespaced resource only a list can be had without the namespace.
function stands({ namespaced }: ServedResource, namespace: string | undefined, name: string | undefined): boolean {
  return namespaced ? namespace !== undefined || name === undefined : namespace === undefined;
}
