import { newCondition, withCondition } from './conditions.js';
import { type DeploymentSync, type NewAndOld, updateStatus } from './deployment-sync.js';
import { maxUnavailable } from './fenceposts.js';
import type { DeploymentStatus } from './model.js';
import { releaseRules } from './release-rules.js';
import { statusTotals, wantedReplicas } from './replica-counts.js';

const ENOUGH = { reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' };
const TOO_FEW = { reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' };

/**
 * The status as the ReplicaSets' own statuses tell it; unavailable are the pods wanted, not those there, less the available ones
 * (sync.go, `calculateStatus`).
 */
export function calculateStatus({ deployment, run }: DeploymentSync, all: NewAndOld): DeploymentStatus {
  const { spec, status } = deployment;
  const { countsTerminating } = releaseRules(run.settings.release);
  const { replicas, ready, available, terminating } = statusTotals(all.replicaSets);
  const enough = available >= spec.replicas - maxUnavailable(spec);
  const condition = newCondition('Available', enough ? 'True' : 'False', enough ? ENOUGH : TOO_FEW, run.now);
  return {
    observedGeneration: deployment.generation,
    replicas,
    updatedReplicas: all.newReplicaSet?.status.replicas ?? 0,
    readyReplicas: ready,
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wantedReplicas(all.replicaSets) - available),
    ...(countsTerminating && { terminatingReplicas: terminating }),
    ...(status.collisionCount !== undefined && { collisionCount: status.collisionCount }),
    conditions: withCondition(status.conditions, condition),
  };
}

/** Writes the status if it differs, without a word on progress (sync.go, `syncDeploymentStatus`). */
export function syncDeploymentStatus(sync: DeploymentSync, all: NewAndOld): void {
  const status = calculateStatus(sync, all);
  if (!sameStatus(status, sync.deployment.status)) writeStatus(sync, status);
}

export function writeStatus(sync: DeploymentSync, status: DeploymentStatus): void {
  sync.deployment = { ...sync.deployment, status };
  updateStatus(sync, 'deployment: status');
}

/** Lists of conditions are the same only if they are one object or their conditions are: unchanged ones are kept, not copied. */
export function sameStatus(a: DeploymentStatus, b: DeploymentStatus): boolean {
  return (
    sameCounts(a, b) &&
    a.conditions.length === b.conditions.length &&
    a.conditions.every((condition, index) => condition === b.conditions[index])
  );
}

function sameCounts(a: DeploymentStatus, b: DeploymentStatus): boolean {
  return (
    a.observedGeneration === b.observedGeneration &&
    a.replicas === b.replicas &&
    a.updatedReplicas === b.updatedReplicas &&
    a.readyReplicas === b.readyReplicas &&
    a.availableReplicas === b.availableReplicas &&
    a.unavailableReplicas === b.unavailableReplicas &&
    a.terminatingReplicas === b.terminatingReplicas &&
    a.collisionCount === b.collisionCount
  );
}
