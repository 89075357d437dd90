/** A kind of object as the API names it. */
export type GroupVersionKind = Readonly<{ group: string; version: string; kind: string }>;

/** A resource of the API: where it is served, and the words clients know it by. */
export type ServedResource = GroupVersionKind &
  Readonly<{
    /** Plural, as in the path: `deployments`. */
    resource: string;
    singular: string;
    namespaced: boolean;
    shortNames: readonly string[];
    categories: readonly string[];
    /** What is served below an object, with the kind it is served as. */
    subresources: Readonly<Record<string, GroupVersionKind>>;
  }>;

/** `apps/v1`, or `v1` for the core group. */
export function groupVersion({ group, version }: Readonly<{ group: string; version: string }>): string {
  return group === '' ? version : `${group}/${version}`;
}
