import type { JsonObject } from '#libs/kubernetes';

/** Who made an object, and takes it along when it is deleted. */
export type Controller = Readonly<{ apiVersion: string; kind: string; name: string; uid: string }>;

/** `metadata.ownerReferences` of what one controls. */
export function controlledBy({ apiVersion, kind, name, uid }: Controller): readonly JsonObject[] {
  return [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }];
}
