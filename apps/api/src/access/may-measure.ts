import { scopeOf } from '#libs/access';
import type { Caller } from './callers.js';

/** Kubernetes' own group for what reads measures and nothing else. */
const MONITORING_GROUP = 'system:monitoring';

/** Whether a caller may know numbers of all namespaces together: who may read all of them, and what watches over the process. */
export function mayMeasure({ actor, access }: Pick<Caller, 'actor' | 'access'>): boolean {
  return actor.groups.includes(MONITORING_GROUP) || scopeOf(access, 'read') === 'all';
}
