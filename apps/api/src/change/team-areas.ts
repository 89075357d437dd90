import type { Area } from '#libs/access';
import type { ApiPorts } from '../ports.js';

/**
 * The namespaces of a team: a team is a group, and its namespaces are those in which a binding makes just this group a deployer. One
 * that has none has no namespace: whether there is such a group is nobody's to know.
 */
export async function teamAreas({ bindings }: Pick<ApiPorts, 'bindings'>, team: string): Promise<readonly Area[]> {
  const living = await bindings.living();
  return living
    .filter(({ role, groups }) => role === 'deployer' && groups.includes(team))
    .map(({ cluster, namespace }) => ({ cluster, namespace }));
}
