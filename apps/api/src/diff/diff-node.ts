import { deploymentObject, LAST_APPLIED } from '#libs/history';
import type { Deployment, JsonObject } from '#libs/kubernetes';
import type { Diff, DiffScopeName } from './diff.types.js';

/** A diff whose forms its resolver makes when they are asked for. */
export function diffNode(before: Deployment | undefined, after: Deployment | undefined, scope: DiffScopeName): Diff {
  return { before: compared(before, scope), after: compared(after, scope) };
}

// kubectl's note of what was last applied says again what the rest says.
function compared(deployment: Deployment | undefined, scope: DiffScopeName): JsonObject {
  if (deployment === undefined) return {};
  if (scope === 'TEMPLATE') return { spec: { template: deployment.spec.template as unknown as JsonObject } };
  const { [LAST_APPLIED]: _, ...annotations } = deployment.annotations;
  return deploymentObject({ ...deployment, annotations });
}
