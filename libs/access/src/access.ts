import { matchesPattern } from '#libs/kubernetes';
import { allows, type Operation, type Role } from './role.js';

/** Somebody who asks: a subject and the groups it is in. */
export type Asking = Readonly<{ subject: string; groups: readonly string[] }>;

/** Binds subjects and groups to a role in the namespaces that fit. `*` stands for any text in all four. */
export type Binding = Readonly<{
  role: Role;
  subjects: readonly string[];
  groups: readonly string[];
  cluster: string;
  namespace: string;
}>;

export type Place = Readonly<{ cluster: string; namespace: string }>;

/** Namespaces by pattern. */
export type Area = Readonly<{ cluster: string; namespace: string }>;

/** What somebody may do, and where. */
export type Access = Readonly<{ grants: readonly Readonly<{ role: Role; area: Area }>[] }>;

/** Those in these groups are admins everywhere: `system:masters` is Kubernetes' own word for it. */
export const ADMIN_GROUPS: readonly string[] = ['rollbook:admins', 'system:masters'];

const EVERYWHERE: Area = { cluster: '*', namespace: '*' };

/** What follows from the bindings for somebody. Nothing is allowed that no binding names. */
export function accessOf({ subject, groups }: Asking, bindings: readonly Binding[]): Access {
  if (groups.some((group) => ADMIN_GROUPS.includes(group))) return { grants: [{ role: 'admin', area: EVERYWHERE }] };
  const bound = bindings.filter(
    (binding) =>
      binding.subjects.some((pattern) => matchesPattern(pattern, subject)) ||
      binding.groups.some((pattern) => groups.some((group) => matchesPattern(pattern, group))),
  );
  return { grants: bound.map(({ role, cluster, namespace }) => ({ role, area: { cluster, namespace } })) };
}

/** Whether somebody may do it there. */
export function may({ grants }: Access, operation: Operation, place: Place): boolean {
  return grants.some(({ role, area }) => allows(role, operation) && covers(area, place));
}

/** Where somebody may do it: 'all' for everywhere, else the areas; none of them means nowhere. */
export type Scope = 'all' | readonly Area[];

export function scopeOf({ grants }: Access, operation: Operation): Scope {
  const areas = grants.filter(({ role }) => allows(role, operation)).map(({ area }) => area);
  return areas.some(({ cluster, namespace }) => cluster === '*' && namespace === '*') ? 'all' : areas;
}

export function inScope(scope: Scope, place: Place): boolean {
  return scope === 'all' || scope.some((area) => covers(area, place));
}

/** Whether it reaches any namespace of a cluster. */
export function reachesCluster(scope: Scope, cluster: string): boolean {
  return scope === 'all' || scope.some((area) => matchesPattern(area.cluster, cluster));
}

function covers(area: Area, { cluster, namespace }: Place): boolean {
  return matchesPattern(area.cluster, cluster) && matchesPattern(area.namespace, namespace);
}
