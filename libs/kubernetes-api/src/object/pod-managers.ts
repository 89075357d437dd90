import { type JsonObject, objectOf, type StringMap } from '#libs/kubernetes';
import { controllerEntry, CONTROLLERS, mapFields, namedFields, ownerFields } from './controller-fields.js';
import { hasStarted } from './pod-status.js';
import type { PodFacts } from './pod-facts.js';
import { templateFields } from './template-fields.js';

/** Who owns a pod's fields: the ReplicaSet controller all that it is made of, the kubelet its status. */
export function podManagers(facts: PodFacts, labels: StringMap): readonly JsonObject[] {
  const { template, replicaSet, createdAt } = facts;
  const metadata = {
    ...mapFields('annotations', template.metadata?.annotations ?? {}),
    'f:generateName': {},
    ...mapFields('labels', labels),
    ...ownerFields(replicaSet.uid),
  };
  const spec = { ...objectOf(templateFields(template)['f:spec']), 'f:enableServiceLinks': {} };
  const by = { manager: CONTROLLERS, apiVersion: 'v1', time: createdAt };
  const made = controllerEntry(by, { 'f:metadata': metadata, 'f:spec': spec });
  return hasStarted(facts) ? [made, kubeletEntry(facts)] : [made];
}

/** The kubelet's entry, of a pod that it has started. */
export function kubeletEntry({ ip, since, readySince }: PodFacts): JsonObject {
  const fields = { '.': {}, ...namedFields(['lastProbeTime', 'lastTransitionTime', 'status', 'type']) };
  const types = ['ContainersReady', 'Initialized', 'Ready'].map((type) => `k:${JSON.stringify({ type })}`);
  const status = {
    'f:conditions': Object.fromEntries(types.map((type) => [type, fields])),
    ...namedFields(['containerStatuses', 'hostIP', 'phase']),
    ...(ip !== undefined && {
      'f:podIP': {},
      'f:podIPs': { '.': {}, [`k:${JSON.stringify({ ip })}`]: { '.': {}, 'f:ip': {} } },
    }),
    'f:startTime': {},
  };
  const by = { manager: 'kubelet', apiVersion: 'v1', time: readySince ?? since };
  return controllerEntry(by, { 'f:status': status }, 'status');
}
