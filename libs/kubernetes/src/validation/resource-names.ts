import { labelKey } from './name-rules.js';

const STANDARD = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'storage',
  'requests.storage',
  'services.nodeports',
  'services.loadbalancers',
];

/** `cpu`, `hugepages-2Mi`: a name Kubernetes itself defines. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether a container may ask for more than it is promised. */
export function isOvercommitAllowed(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** `nvidia.com/gpu`: comes in whole numbers. */
export function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.') && labelKey(`requests.${name}`).length === 0;
}

/** What is wrong with the name of a container's resource. */
export function resourceNameReasons(name: string): readonly string[] {
  const reasons = labelKey(name);
  if (reasons.length > 0) return reasons;
  if (!name.includes('/')) return unprefixedReasons(name);
  return isNative(name) || isExtended(name) ? [] : ["doesn't follow extended resource name standard"];
}

function unprefixedReasons(name: string): readonly string[] {
  if (['cpu', 'memory', 'ephemeral-storage'].includes(name) || isHugePages(name)) return [];
  const standard = STANDARD.includes(name) ? [] : ['must be a standard resource type or fully qualified'];
  return [...standard, 'must be a standard resource for containers'];
}
