import { type JsonObject, objectOf, type PodTemplate, textOf } from '#libs/kubernetes';
import { waitingFor } from './pod-status.js';

/**
 * A pod as most kubelets report it: while its containers are on their way they wait with the reason ContainerCreating. The one that
 * was recorded says nothing until they run. Other objects are left as they are.
 */
export function reportedPod(object: JsonObject): JsonObject {
  const { kind, spec, status, metadata } = object;
  const { phase, containerStatuses, qosClass = null } = objectOf(status);
  const isOnItsWay = kind === 'Pod' && phase === 'Pending' && objectOf(spec).nodeName !== undefined;
  if (!isOnItsWay || containerStatuses !== undefined) return object;
  const createdAt = new Date(textOf(objectOf(metadata).creationTimestamp));
  const template = { spec } as unknown as PodTemplate;
  return { ...object, status: { ...waitingFor({ createdAt, template }, () => CREATING), qosClass } };
}

const CREATING: JsonObject = { reason: 'ContainerCreating' };
