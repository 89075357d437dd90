/** What can be asked of a resource, in the order in which discovery lists it. */
export const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;

export type Verb = (typeof VERBS)[number];

/** A resource with what it takes, its subresources by their names. */
export type Discoverable<Resource> = Readonly<{
  served: Resource;
  verbs: readonly Verb[];
  subresources: Readonly<Record<string, readonly Verb[]>>;
}>;
