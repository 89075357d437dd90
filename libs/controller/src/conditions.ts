import type { DeploymentCondition } from './model.js';
import { wholeSecond } from './availability.js';

type Conditions = readonly DeploymentCondition[];

export function newCondition(
  type: DeploymentCondition['type'],
  status: DeploymentCondition['status'],
  because: Readonly<{ reason: string; message: string }>,
  now: number,
): DeploymentCondition {
  const at = wholeSecond(now);
  return { type, status, ...because, lastUpdateTime: at, lastTransitionTime: at };
}

export function findCondition(
  conditions: Conditions,
  type: DeploymentCondition['type'],
): DeploymentCondition | undefined {
  return conditions.find((condition) => condition.type === type);
}

/**
 * The conditions with one set: it moves to the end, and keeps its transition time if its status stays. The same list when
 * status and reason are what they were (deployment_util.go, `SetDeploymentCondition`).
 */
export function withCondition(conditions: Conditions, condition: DeploymentCondition): Conditions {
  const present = findCondition(conditions, condition.type);
  if (present?.status === condition.status && present.reason === condition.reason) return conditions;
  const kept = present?.status === condition.status ? { lastTransitionTime: present.lastTransitionTime } : {};
  return [...withoutCondition(conditions, condition.type), { ...condition, ...kept }];
}

/** The same list when there is none of this type. */
export function withoutCondition(conditions: Conditions, type: DeploymentCondition['type']): Conditions {
  if (findCondition(conditions, type) === undefined) return conditions;
  return conditions.filter((condition) => condition.type !== type);
}
