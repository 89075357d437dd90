import type { DeploymentSpec, DeploymentStrategy, LabelSelector, OtherMetadata, PodTemplate } from '#libs/kubernetes';
import type { HeldDeletion, PodLife, PropagationPolicy } from './event.js';
import { count, flag, isObject, kept, object, seconds, type Shape, ShapeMismatch, text } from './shape.js';

export const podTemplate = kept<PodTemplate>(
  'a pod template with containers',
  ({ spec }) => isObject(spec) && Array.isArray(spec.containers) && spec.containers.every(isObject),
);

const selector = kept<LabelSelector>('a label selector', () => true);

export const strategy: Shape<DeploymentStrategy> = kept(
  'Recreate, or RollingUpdate with maxSurge and maxUnavailable',
  ({ type, rollingUpdate }) =>
    type === 'Recreate' ||
    (type === 'RollingUpdate' &&
      isObject(rollingUpdate) &&
      isIntOrPercent(rollingUpdate.maxSurge) &&
      isIntOrPercent(rollingUpdate.maxUnavailable)),
);

export const limits = { minReadySeconds: count, progressDeadlineSeconds: count, revisionHistoryLimit: count };

export const podLife = object<PodLife>({ startSeconds: seconds, terminationSeconds: seconds, neverReady: flag });

export const bearsTemplate = { template: podTemplate, podLife, release: text };

export const propagationPolicy: Shape<PropagationPolicy> = (value, path) => {
  if (value === 'Background' || value === 'Foreground' || value === 'Orphan') return value;
  throw new ShapeMismatch(path, 'Background, Foreground or Orphan');
};

export const specBesideTemplate: Shape<Omit<DeploymentSpec, 'template'>> = object({
  replicas: count,
  selector,
  strategy,
  ...limits,
  paused: flag,
});

export const heldDeletion: Shape<HeldDeletion> = object({ propagationPolicy, deletionTimestamp: text });

export const otherMetadata: Shape<OtherMetadata> = kept('metadata', isOtherMetadata);

function isOtherMetadata({
  finalizers = [],
  ownerReferences = [],
  generateName = '',
}: Readonly<Record<string, unknown>>): boolean {
  return (
    Array.isArray(finalizers) &&
    finalizers.every((finalizer) => typeof finalizer === 'string') &&
    Array.isArray(ownerReferences) &&
    ownerReferences.every(isObject) &&
    typeof generateName === 'string'
  );
}

// int-or-percent as the API stores it: 1 or `25%`.
function isIntOrPercent(value: unknown): boolean {
  return (Number.isSafeInteger(value) && Number(value) >= 0) || (typeof value === 'string' && /^\d+%$/.test(value));
}
