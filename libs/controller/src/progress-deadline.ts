import type { DeploymentSpec } from '#libs/kubernetes';
import { findCondition } from './conditions.js';
import type { DeploymentStatus, ModelDeployment } from './model.js';

const NO_LIMIT = 2_147_483_647;

/** deployment_util.go, `HasProgressDeadline`. */
export function hasProgressDeadline({ progressDeadlineSeconds }: DeploymentSpec): boolean {
  return progressDeadlineSeconds !== NO_LIMIT;
}

/** deployment_util.go, `HasRevisionHistoryLimit`. */
export function hasRevisionHistoryLimit({ revisionHistoryLimit }: DeploymentSpec): boolean {
  return revisionHistoryLimit !== NO_LIMIT;
}

/** Whether the rollout has got where it should (deployment_util.go, `DeploymentComplete`). */
export function isComplete({ spec, generation }: ModelDeployment, status: DeploymentStatus): boolean {
  return (
    status.updatedReplicas === spec.replicas &&
    status.replicas === spec.replicas &&
    status.availableReplicas === spec.replicas &&
    status.observedGeneration >= generation
  );
}

/** Whether anything came forward between two statuses (deployment_util.go, `DeploymentProgressing`). */
export function isProgressing(before: DeploymentStatus, after: DeploymentStatus): boolean {
  return (
    after.updatedReplicas > before.updatedReplicas ||
    after.replicas - after.updatedReplicas < before.replicas - before.updatedReplicas ||
    after.readyReplicas > before.readyReplicas ||
    after.availableReplicas > before.availableReplicas
  );
}

/** Whether there has been no progress for longer than the deadline (deployment_util.go, `DeploymentTimedOut`). */
export function hasTimedOut({ spec }: ModelDeployment, status: DeploymentStatus, now: number): boolean {
  const condition = findCondition(status.conditions, 'Progressing');
  if (condition === undefined || condition.reason === 'NewReplicaSetAvailable') return false;
  if (condition.reason === 'ProgressDeadlineExceeded') return true;
  return condition.lastUpdateTime + spec.progressDeadlineSeconds * 1000 < now;
}
