import {
  compareQuantities,
  type Container,
  type JsonObject,
  objectOf,
  parseQuantity,
  type PodSpec,
} from '#libs/kubernetes';

const COUNTED = ['cpu', 'memory'] as const;

/** How a pod fares when its node runs out of something (core/v1/helper/qos): by what its containers ask for and may take. */
export function qosClass(spec: PodSpec): 'BestEffort' | 'Burstable' | 'Guaranteed' {
  const resources = resourcesOf(spec);
  const asked = resources.flatMap(({ requests, limits }) => [objectOf(requests), objectOf(limits)]);
  if (!asked.some((amounts) => COUNTED.some((name) => amounts[name] !== undefined))) return 'BestEffort';
  return resources.every(isFixed) ? 'Guaranteed' : 'Burstable';
}

// What is said of the pod as a whole counts instead of what its containers say.
function resourcesOf({ resources, containers, initContainers = [] }: PodSpec): readonly JsonObject[] {
  const ofPod = objectOf(resources);
  if (Object.keys(ofPod).length > 0) return [ofPod];
  return [...containers, ...initContainers].map((container: Container) => objectOf(container.resources));
}

function isFixed({ requests, limits }: JsonObject): boolean {
  return COUNTED.every((name) => isEqual(objectOf(limits)[name], objectOf(requests)[name] ?? objectOf(limits)[name]));
}

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return compareQuantities(parseQuantity(a), parseQuantity(b)) === 0;
}
