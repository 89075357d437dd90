// Written by scripts/generate-field-lists.mjs: do not edit.

/** Lists whose elements are owned one by one, by type: `field:set`, or `field:keys` of its elements. All other lists are owned whole. */
export const FIELD_LISTS: Readonly<Record<string, string>> = {
  'v1.Container': 'env:name ports:containerPort,protocol volumeDevices:devicePath volumeMounts:mountPath',
  'v1.ContainerRestartRuleOnExitCodes': 'values:set',
  'v1.DeploymentStatus': 'conditions:type',
  'v1.EphemeralContainer': 'env:name ports:containerPort,protocol volumeDevices:devicePath volumeMounts:mountPath',
  'v1.ObjectMeta': 'finalizers:set ownerReferences:uid',
  'v1.PodSpec':
    'containers:name ephemeralContainers:name hostAliases:ip imagePullSecrets:name initContainers:name resourceClaims:name schedulingGates:name topologySpreadConstraints:topologyKey,whenUnsatisfiable volumes:name',
  'v1.ResourceRequirements': 'claims:name',
  'v1.ServiceSpec': 'ports:port,protocol',
};

/** Maps that are owned whole. */
export const ATOMIC_MAPS: ReadonlySet<string> = new Set(['v1.PodSpec.nodeSelector', 'v1.ServiceSpec.selector']);

/** Structs that are owned whole. */
export const ATOMIC_TYPES: ReadonlySet<string> = new Set([
  'v1.ConfigMapKeySelector',
  'v1.FileKeySelector',
  'v1.LabelSelector',
  'v1.LocalObjectReference',
  'v1.NodeSelector',
  'v1.NodeSelectorTerm',
  'v1.ObjectFieldSelector',
  'v1.OwnerReference',
  'v1.ResourceFieldSelector',
  'v1.SecretKeySelector',
  'v1.TypedLocalObjectReference',
]);
