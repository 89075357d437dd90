import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import type { Fact } from '../fact.js';

export const REVISION = 'deployment.kubernetes.io/revision';

/** Nine digits are more than any Deployment has had. */
export function isRevision(text: string): boolean {
  return /^[1-9]\d{0,8}$/.test(text);
}

/** The number that the controller noted at a Deployment; it may still be the one before the newest. */
export function revisionOf({ metadata }: JsonObject): Pick<Fact, 'revision'> {
  const text = textOf(objectOf(objectOf(metadata).annotations)[REVISION]);
  return isRevision(text) ? { revision: Number(text) } : {};
}
