import type { ClusterObject } from '#libs/sighting';

/** What controls an object. */
export type Owner = Readonly<{ kind: string; name: string; uid: string }>;

type Owned = Readonly<{ ownerReferences?: readonly (Owner & Readonly<{ controller?: boolean }>)[] }>;

export function controllerOf({ metadata }: ClusterObject): Owner | undefined {
  return (metadata as Owned).ownerReferences?.find(({ controller }) => controller === true);
}
