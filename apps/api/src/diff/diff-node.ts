import { deploymentObject, LAST_APPLIED } from '#libs/history';
import type { Deployment, JsonObject } from '#libs/kubernetes';
import type { Diff, DiffScopeName } from './diff.types.js';

/** A diff whose forms its resolver makes when they are asked for. */
export function diffNode(before: Deployment | undefined, after: Deployment | undefined, scope: DiffScopeName): Diff {
  return { before: comparedDeployment(before, scope), after: comparedDeployment(after, scope) };
}

/** What of a Deployment is compared: kubectl's note of what was last applied says again what the rest says. */
export function comparedDeployment(deployment: Deployment | undefined, scope: DiffScopeName): JsonObject {
  if (deployment === undefined) return {};
  if (scope === 'TEMPLATE') return { spec: { template: deployment.spec.template as unknown as JsonObject } };
  const { [LAST_APPLIED]: _, ...annotations } = deployment.annotations;
  return deploymentObject({ ...deployment, annotations });
}
