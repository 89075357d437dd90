import type { JsonObject } from '../json.js';
import { listOf, objectOf } from '../json-shape.js';
import { type DefaultsByType, storedForm } from '../schema/stored-form.js';

/**
 * A Service with the defaults that need no cluster (pkg/apis/core/v1/defaults.go `SetDefaults_Service`). Addresses and
 * node ports are allotted later, see `allotService`.
 */
export function defaultService(service: JsonObject): JsonObject {
  return objectOf(storedForm('v1.Service', service, SERVICE_DEFAULTS));
}

const SERVICE_DEFAULTS: DefaultsByType = {
  'v1.ServiceSpec': (spec) => withAffinity(withPolicies({ sessionAffinity: 'None', type: 'ClusterIP', ...spec })),
  'v1.ServicePort': (port) => ({
    protocol: 'TCP',
    ...port,
    ...(isUnset(port.targetPort) && { targetPort: port.port ?? 0 }),
  }),
};

function isUnset(targetPort: JsonObject[string]): boolean {
  return targetPort === undefined || targetPort === 0 || targetPort === '';
}

const AFFINITY_SECONDS = 10_800;

function withAffinity(spec: JsonObject): JsonObject {
  const { sessionAffinityConfig, ...rest } = spec;
  if (spec.sessionAffinity === 'None') return rest;
  if (spec.sessionAffinity !== 'ClientIP') return spec;
  const clientIP = { timeoutSeconds: AFFINITY_SECONDS, ...objectOf(objectOf(sessionAffinityConfig).clientIP) };
  return { ...spec, sessionAffinityConfig: { clientIP } };
}

function withPolicies(spec: JsonObject): JsonObject {
  const { type } = spec;
  const isReachedFromOutside =
    type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && listOf(spec.externalIPs).length > 0);
  return {
    ...(isReachedFromOutside && { externalTrafficPolicy: 'Cluster' }),
    ...(type !== 'ExternalName' && { internalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
    ...spec,
  };
}
