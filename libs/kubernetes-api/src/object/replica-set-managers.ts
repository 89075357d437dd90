import type { JsonObject, StringMap } from '#libs/kubernetes';
import { controllerEntry, CONTROLLERS, mapFields, namedFields, ownerFields } from './controller-fields.js';
import type { ReplicaSetFacts } from './replica-set-facts.js';
import { templateFields } from './template-fields.js';

/** Who owns a ReplicaSet's fields: the Deployment controller all that it is made of, the ReplicaSet controller its status. */
export function replicaSetManagers(
  facts: ReplicaSetFacts,
  labels: StringMap,
  status: JsonObject,
): readonly JsonObject[] {
  const { template, annotations, deployment, since: time, minReadySeconds } = facts;
  const by = { manager: CONTROLLERS, apiVersion: 'apps/v1', time };
  const { 'f:spec': podSpec } = templateFields(template);
  const metadata = {
    ...mapFields('annotations', annotations),
    ...mapFields('labels', labels),
    ...ownerFields(deployment?.uid),
  };
  const podMetadata = {
    ...mapFields('annotations', template.metadata?.annotations ?? {}),
    ...mapFields('labels', labels),
  };
  const spec = {
    ...(minReadySeconds !== 0 && { 'f:minReadySeconds': {} }),
    'f:replicas': {},
    'f:selector': {},
    'f:template': { 'f:metadata': podMetadata, ...(podSpec !== undefined && { 'f:spec': podSpec }) },
  };
  const made = controllerEntry(by, { 'f:metadata': metadata, 'f:spec': spec });
  if (facts.observedGeneration === 0) return [made];
  return [made, controllerEntry(by, { 'f:status': statusFields(status) }, 'status')];
}

function statusFields({ conditions, ...counts }: JsonObject): JsonObject {
  const types = ((conditions ?? []) as readonly JsonObject[]).map(({ type }) => `k:${JSON.stringify({ type })}`);
  const below = { '.': {}, ...namedFields(['lastTransitionTime', 'message', 'reason', 'status', 'type']) };
  return {
    ...(types.length > 0 && { 'f:conditions': { '.': {}, ...Object.fromEntries(types.map((type) => [type, below])) } }),
    ...namedFields(Object.keys(counts).sort()),
  };
}
