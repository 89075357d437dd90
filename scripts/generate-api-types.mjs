// Writes libs/kubernetes/src/tables/api-types.ts from recordings of Kubernetes 1.36.
//
//   node scripts/generate-api-types.mjs go-types-1.36.3.json schemas.json
//
// go-types: every Go struct reachable from core/v1 PodTemplateSpec, by reflection (names, types, struct tags).
// schemas: the structural OpenAPI v3 schemas of the API server, of which the patch strategies and merge keys are taken.
import { readFileSync, writeFileSync } from 'node:fs';

const [goTypesFile, schemasFile] = process.argv.slice(2);
const goTypes = JSON.parse(readFileSync(goTypesFile, 'utf8')).types;
const schemas = JSON.parse(readFileSync(schemasFile, 'utf8'));

// apps/v1 is not reachable from a pod template; its struct tags are these.
const APPS = {
  'v1.Deployment': [
    ['kind,omitempty', 'string'],
    ['apiVersion,omitempty', 'string'],
    ['metadata,omitempty', 'v1.ObjectMeta'],
    ['spec,omitempty', 'v1.DeploymentSpec'],
    ['status,omitempty', 'v1.DeploymentStatus'],
  ],
  'v1.DeploymentSpec': [
    ['replicas,omitempty', '*int32'],
    ['selector', '*v1.LabelSelector'],
    ['template', 'v1.PodTemplateSpec'],
    ['strategy,omitempty', 'v1.DeploymentStrategy'],
    ['minReadySeconds,omitempty', 'int32'],
    ['revisionHistoryLimit,omitempty', '*int32'],
    ['paused,omitempty', 'bool'],
    ['progressDeadlineSeconds,omitempty', '*int32'],
  ],
  'v1.DeploymentStrategy': [
    ['type,omitempty', 'v1.DeploymentStrategyType'],
    ['rollingUpdate,omitempty', '*v1.RollingUpdateDeployment'],
  ],
  'v1.RollingUpdateDeployment': [
    ['maxUnavailable,omitempty', '*intstr.IntOrString'],
    ['maxSurge,omitempty', '*intstr.IntOrString'],
  ],
  'v1.DeploymentStatus': [
    ['observedGeneration,omitempty', 'int64'],
    ['replicas,omitempty', 'int32'],
    ['updatedReplicas,omitempty', 'int32'],
    ['readyReplicas,omitempty', 'int32'],
    ['availableReplicas,omitempty', 'int32'],
    ['unavailableReplicas,omitempty', 'int32'],
    ['terminatingReplicas,omitempty', '*int32'],
    ['conditions,omitempty', '[]v1.DeploymentCondition'],
    ['collisionCount,omitempty', '*int32'],
  ],
  'v1.DeploymentCondition': [
    ['type', 'v1.DeploymentConditionType'],
    ['status', 'v1.ConditionStatus'],
    ['lastUpdateTime,omitempty', 'v1.Time'],
    ['lastTransitionTime,omitempty', 'v1.Time'],
    ['reason,omitempty', 'string'],
    ['message,omitempty', 'string'],
  ],
};

// Nor are the objects of core/v1. Their status is the server's: whatever a client says there is read past.
const OBJECT = (spec) => [
  ['kind,omitempty', 'string'],
  ['apiVersion,omitempty', 'string'],
  ['metadata,omitempty', 'v1.ObjectMeta'],
  ['spec,omitempty', spec],
  ['status,omitempty', 'opaque'],
];
const CORE = {
  'v1.Namespace': OBJECT('v1.NamespaceSpec'),
  'v1.NamespaceSpec': [['finalizers,omitempty', '[]v1.FinalizerName']],
  'v1.Pod': OBJECT('v1.PodSpec'),
  'v1.Scale': OBJECT('v1.ScaleSpec'), // of autoscaling/v1
  'v1.ScaleSpec': [['replicas,omitempty', 'int32']],
  'v1.Service': OBJECT('v1.ServiceSpec'),
  'v1.ServiceSpec': [
    ['ports,omitempty', '[]v1.ServicePort'],
    ['selector,omitempty', 'map[string]string'],
    ['clusterIP,omitempty', 'string'],
    ['clusterIPs,omitempty', '[]string'],
    ['type,omitempty', 'v1.ServiceType'],
    ['externalIPs,omitempty', '[]string'],
    ['sessionAffinity,omitempty', 'v1.ServiceAffinity'],
    ['loadBalancerIP,omitempty', 'string'],
    ['loadBalancerSourceRanges,omitempty', '[]string'],
    ['externalName,omitempty', 'string'],
    ['externalTrafficPolicy,omitempty', 'v1.ServiceExternalTrafficPolicy'],
    ['healthCheckNodePort,omitempty', 'int32'],
    ['publishNotReadyAddresses,omitempty', 'bool'],
    ['sessionAffinityConfig,omitempty', '*v1.SessionAffinityConfig'],
    ['ipFamilies,omitempty', '[]v1.IPFamily'],
    ['ipFamilyPolicy,omitempty', '*v1.IPFamilyPolicy'],
    ['allocateLoadBalancerNodePorts,omitempty', '*bool'],
    ['loadBalancerClass,omitempty', '*string'],
    ['internalTrafficPolicy,omitempty', '*v1.ServiceInternalTrafficPolicy'],
    ['trafficDistribution,omitempty', '*string'],
  ],
  'v1.ServicePort': [
    ['name,omitempty', 'string'],
    ['protocol,omitempty', 'v1.Protocol'],
    ['appProtocol,omitempty', '*string'],
    ['port', 'int32'],
    ['targetPort,omitempty', 'intstr.IntOrString'],
    ['nodePort,omitempty', 'int32'],
  ],
  'v1.SessionAffinityConfig': [['clientIP,omitempty', '*v1.ClientIPConfig']],
  'v1.ClientIPConfig': [['timeoutSeconds,omitempty', '*int32']],
};
const OURS = { ...APPS, ...CORE };

const SPECIAL = ['opaque', 'v1.Time', 'v1.FieldsV1', 'resource.Quantity', 'intstr.IntOrString'];

function fieldsOf(type) {
  if (OURS[type]) return OURS[type];
  return goTypes[type].fields.flatMap(({ json, type: fieldType }) =>
    json === ',inline' ? fieldsOf(fieldType) : [[json, fieldType]],
  );
}

function patchOf(type, name) {
  const short = type.slice('v1.'.length);
  const schema = Object.entries(schemas).find(([key]) => key.endsWith(`.v1.${short}`))?.[1];
  const property = schema?.properties?.[name] ?? {};
  return [property['x-kubernetes-patch-strategy'] ?? '', property['x-kubernetes-patch-merge-key'] ?? ''];
}

const lines = new Map();
function visit(type) {
  const element = type.replace(/^(\*|\[\])+/, '');
  if (lines.has(element) || SPECIAL.includes(element)) return;
  if (!OURS[element] && goTypes[element]?.kind !== 'struct') return;
  lines.set(element, '');
  const texts = fieldsOf(element).map(([tag, fieldType]) => {
    const [name, ...options] = tag.split(',');
    visit(fieldType);
    const flags = options.includes('omitempty') ? 'o' : '';
    return [name, fieldType, flags, ...patchOf(element, name)].join(':').replace(/:+$/, '');
  });
  lines.set(element, `  '${element}': '${texts.join(' ')}',`);
}
for (const root of ['v1.Deployment', 'v1.Namespace', 'v1.Pod', 'v1.Scale', 'v1.Service']) visit(root);

writeFileSync(
  'libs/kubernetes/src/tables/api-types.ts',
  `// Written by scripts/generate-api-types.mjs: do not edit.

/**
 * The Go types of what can be written here, in Kubernetes 1.36, fields in the order they are written:
 * \`name:type:o if left out when empty:patch strategy:merge key\`.
 */
export const API_TYPES: Readonly<Record<string, string>> = {
${[...lines.values()].sort().join('\n')}
};
`,
);
