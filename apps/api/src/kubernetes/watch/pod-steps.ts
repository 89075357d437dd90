import { apiTime } from '#libs/kubernetes-api';
import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import type { BareStep } from './object-life.js';
import type { ApiObject } from './step.js';

/**
 * The steps of pods with what a cluster writes in one instant of the model: a new pod is there before it is bound to its node, and
 * one whose containers have ended has no grace left before it is gone (registry/rest/delete.go, BeforeDelete).
 */
export function podSteps(steps: readonly BareStep[]): readonly BareStep[] {
  return steps.flatMap((step) => {
    const { at, before, after } = step;
    if (before === undefined && after !== undefined) return through(step, unbound(after));
    return after === undefined && isEnding(before) ? through({ at, before }, letGo(before)) : [step];
  });
}

/**
 * Orders steps of pods of one moment: what ends makes room, what gets ready is needed before others are told to go, and then new
 * ones come. Who counts them never sees fewer available, or more in all, than the rollout allows.
 */
export function podOrder({ before, after }: Pick<BareStep, 'before' | 'after'>): number {
  if (after === undefined || (isEnding(before) && isEnding(after))) return 0;
  if (before === undefined || objectOf(before.spec).nodeName === undefined) return 3;
  return isEnding(after) ? 2 : 1;
}

function through({ at, before, after }: BareStep, between: ApiObject): readonly BareStep[] {
  return [
    { at, ...(before && { before }), after: between },
    { at, before: between, ...(after && { after }) },
  ];
}

function isEnding(pod: ApiObject | undefined): pod is ApiObject {
  return pod?.metadata.deletionTimestamp !== undefined;
}

function unbound(pod: ApiObject): ApiObject {
  const { nodeName: _, ...spec } = objectOf(pod.spec);
  const { qosClass = null } = objectOf(pod.status);
  const { managedFields, ...metadata } = pod.metadata;
  const managers = Array.isArray(managedFields) ? (managedFields as readonly JsonObject[]) : [];
  const own = managers.filter(({ subresource }) => subresource !== 'status');
  return {
    ...pod,
    metadata: { ...metadata, ...(managedFields !== undefined && { managedFields: own }) },
    spec,
    status: { phase: 'Pending', qosClass },
  };
}

function letGo(pod: ApiObject): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds: grace } = pod.metadata;
  const asked = Date.parse(textOf(deletionTimestamp)) - (typeof grace === 'number' ? grace : 0) * 1000;
  const ended = { deletionTimestamp: apiTime(new Date(asked)), deletionGracePeriodSeconds: 0 };
  return { ...pod, metadata: { ...pod.metadata, ...ended } };
}
