/** Where the API serves a resource, in one namespace or in all. */
export function pathOf(resource: 'deployments' | 'replicasets' | 'pods', namespace: string | undefined): string {
  const place = namespace === undefined ? '' : `namespaces/${encodeURIComponent(namespace)}/`;
  return `${resource === 'pods' ? '/api/v1' : '/apis/apps/v1'}/${place}${resource}`;
}
