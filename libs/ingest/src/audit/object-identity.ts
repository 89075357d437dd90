import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import type { UnresolvedReason } from './audit-outcome.js';

export type ObjectIdentity = Readonly<{ namespace: string; name: string; uid: string; resourceVersion: string }>;

/** Which object it is, and in which version. */
export function identityOf({ metadata }: JsonObject): ObjectIdentity | Readonly<{ unresolved: UnresolvedReason }> {
  const given = objectOf(metadata);
  const [namespace, name, uid] = [textOf(given.namespace), textOf(given.name), textOf(given.uid)];
  const resourceVersion = textOf(given.resourceVersion);
  if (uid === '' || !/^\d{1,30}$/.test(resourceVersion))
    return { unresolved: 'its object has no uid or no resourceVersion' };
  if (namespace === '' || name === '') return { unresolved: 'its object has no name or no namespace' };
  return { namespace, name, uid, resourceVersion };
}
