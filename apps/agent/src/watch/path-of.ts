/** Where the API serves a resource of `apps/v1`, in one namespace or in all. */
export function pathOf(resource: 'deployments' | 'replicasets', namespace: string | undefined): string {
  const place = namespace === undefined ? '' : `namespaces/${encodeURIComponent(namespace)}/`;
  return `/apis/apps/v1/${place}${resource}`;
}
