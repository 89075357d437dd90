import type { ResourceKey } from '../resource/served-resources.js';

const USUAL = ['metadata.name', 'metadata.namespace'] as const;

/** The fields that a field selector may ask for. */
export const SELECTABLE_FIELDS: Readonly<Record<ResourceKey, readonly string[]>> = {
  events: [
    ...USUAL,
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'events.events.k8s.io': [
    ...USUAL,
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
    'regarding.apiVersion',
    'regarding.resourceVersion',
    'regarding.fieldPath',
    'reason',
    'reportingController',
    'type',
  ],
  namespaces: ['metadata.name', 'status.phase'],
  pods: [
    ...USUAL,
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  services: [...USUAL, 'spec.clusterIP', 'spec.type'],
  'deployments.apps': USUAL,
  'replicasets.apps': [...USUAL, 'status.replicas'],
  'selfsubjectreviews.authentication.k8s.io': [],
  'selfsubjectaccessreviews.authorization.k8s.io': [],
  'selfsubjectrulesreviews.authorization.k8s.io': [],
};

/** Names by which older clients ask for a field. */
export const OLDER_NAMES: Readonly<Partial<Record<ResourceKey, Readonly<Record<string, string>>>>> = {
  pods: { 'spec.host': 'spec.nodeName' },
};
