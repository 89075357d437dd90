import { type Container, isJsonList, type Json, type JsonObject, objectOf, type PodTemplate } from '#libs/kubernetes';

/** `spec` of a pod: its template's, the node that took it, and what admission adds. */
export function podSpec({ spec }: PodTemplate, node: string | undefined): JsonObject {
  const { containers, initContainers, tolerations, priorityClassName } = spec;
  return {
    ...spec,
    containers: containers.map(withRequests),
    ...(initContainers && { initContainers: initContainers.map(withRequests) }),
    ...(node !== undefined && { nodeName: node }),
    tolerations: withDefaults(tolerations),
    priority: priorityOf(priorityClassName),
    enableServiceLinks: spec.enableServiceLinks ?? true,
    preemptionPolicy: spec.preemptionPolicy ?? 'PreemptLowerPriority',
  };
}

// Who says only what a container may take asks for as much (core/v1/defaults.go, `SetDefaults_Pod`).
function withRequests(container: Container): JsonObject {
  const resources = objectOf(container.resources);
  const { limits, requests } = resources;
  if (limits === undefined) return container;
  return { ...container, resources: { ...resources, requests: { ...objectOf(limits), ...objectOf(requests) } } };
}

// Five minutes on a node that is lost, unless the pod says itself how long (plugin/pkg/admission/defaulttolerationseconds).
function withDefaults(given: Json | undefined): readonly Json[] {
  const tolerations = isJsonList(given) ? given : [];
  const missing = LOST_NODE.filter((key) => !tolerations.some((toleration) => tolerates(objectOf(toleration), key)));
  return [
    ...tolerations,
    ...missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })),
  ];
}

const LOST_NODE = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

function tolerates({ key = '', effect = '' }: JsonObject, taint: string): boolean {
  return (key === taint || key === '') && (effect === 'NoExecute' || effect === '');
}

// The classes that every cluster has; of others the value is not known here.
function priorityOf(className: Json | undefined): number {
  if (className === 'system-node-critical') return 2_000_001_000;
  return className === 'system-cluster-critical' ? 2_000_000_000 : 0;
}
