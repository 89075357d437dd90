import type { JsonObject } from '../json.js';
import { listOf, objectOf } from '../json-shape.js';
import { type DefaultsByType, storedForm } from '../schema/stored-form.js';
import { POD_TEMPLATE_DEFAULTS } from './pod-template-defaults.js';

/** A Pod as its maker's defaults leave it (pkg/apis/core/v1/defaults.go `SetDefaults_Pod`), before admission. */
export function defaultPod(pod: JsonObject): JsonObject {
  return objectOf(storedForm('v1.Pod', pod, POD_DEFAULTS));
}

/** What the API server's admission adds to a new Pod (DefaultTolerationSeconds and Priority). */
export function admitPod(pod: JsonObject): JsonObject {
  const spec = objectOf(pod.spec);
  const tolerations = listOf(spec.tolerations);
  const missing = EVICTIONS.filter((key) => !tolerations.some((toleration) => tolerates(objectOf(toleration), key)));
  const added = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  const admitted = {
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    ...spec,
    tolerations: [...tolerations, ...added],
  };
  return objectOf(storedForm('v1.Pod', { ...pod, spec: admitted }));
}

const POD_DEFAULTS: DefaultsByType = {
  ...POD_TEMPLATE_DEFAULTS,
  'v1.PodSpec': (spec) => ({
    enableServiceLinks: true,
    ...POD_TEMPLATE_DEFAULTS['v1.PodSpec']?.(spec),
    ...(spec.hostNetwork === true && { containers: listOf(spec.containers).map(withHostPorts) }),
  }),
  'v1.ResourceRequirements': (resources) => {
    const requests = { ...objectOf(resources.limits), ...objectOf(resources.requests) };
    return Object.keys(requests).length === 0 ? resources : { ...resources, requests };
  },
};

function withHostPorts(container: JsonObject[string]): JsonObject {
  const ports = listOf(objectOf(container).ports).map((port) => {
    const { containerPort = 0 } = objectOf(port);
    return { hostPort: containerPort, ...objectOf(port) };
  });
  return { ...objectOf(container), ...(ports.length > 0 && { ports }) };
}

const EVICTIONS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

function tolerates({ key, effect }: JsonObject, taint: string): boolean {
  const isOfKey = key === undefined || key === '' || key === taint;
  return isOfKey && (effect === undefined || effect === '' || effect === 'NoExecute');
}
