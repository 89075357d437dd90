import { newReplicaSetAnnotations, parseRevision, REVISION, withReplicasAnnotations } from './annotations.js';
import { findCondition, newCondition, withCondition } from './conditions.js';
import { createReplicaSet } from './create-replica-set.js';
import { type DeploymentSync, type NewAndOld, newAndOld, updateStatus } from './deployment-sync.js';
import type { ModelDeployment, ModelReplicaSet } from './model.js';
import { hasProgressDeadline } from './progress-deadline.js';
import { sameTemplate } from './same-template.js';
import { Conflict, writeReplicaSet } from './writes.js';

/**
 * The ReplicaSet of the Deployment's present template, its annotations and revision brought up to date, and the old ones; when
 * there is none it is made, if wanted (sync.go, `getAllReplicaSetsAndSyncRevision`).
 */
export function newAndOldReplicaSets(sync: DeploymentSync, createIfMissing: boolean): NewAndOld {
  if (sync.found !== null) return foundAgain(sync, sync.found, createIfMissing);
  const { template } = sync.deployment.spec;
  // The oldest one with the same template, whatever its hash (deployment_util.go, `FindNewReplicaSet`).
  const existing = sync.replicaSets.find((replicaSet) => sameTemplate(replicaSet.template, template));
  const old = sync.replicaSets.filter((replicaSet) => replicaSet !== existing);
  const revision = nextRevision(sync, old);
  const newReplicaSet = existing === undefined ? null : syncExisting(sync, existing, revision);
  sync.found = newAndOld(newReplicaSet, old);
  return newReplicaSet === null && createIfMissing ? newAndOld(createNew(sync, old, revision), old) : sync.found;
}

// A look that has written the new ReplicaSet would write it again from the value it read at first, which is refused.
function foundAgain(sync: DeploymentSync, found: NewAndOld, createIfMissing: boolean): NewAndOld {
  const { newReplicaSet, old } = found;
  if (newReplicaSet !== null && !sync.replicaSets.includes(newReplicaSet))
    throw new Conflict('read before it was written');
  if (newReplicaSet !== null || !createIfMissing) return found;
  return newAndOld(createNew(sync, old, nextRevision(sync, old)), old);
}

// A cluster that has forgotten its first ReplicaSets counts on from those it has.
function nextRevision({ run }: DeploymentSync, old: readonly ModelReplicaSet[]): number {
  return Math.max(maxRevision(old) + 1, run.leastRevision);
}

function maxRevision(replicaSets: readonly ModelReplicaSet[]): number {
  let max = 0;
  for (const { annotations } of replicaSets) max = Math.max(max, parseRevision(annotations[REVISION]) ?? 0);
  return max;
}

// sync.go, `getNewReplicaSet`, where it exists: either the ReplicaSet is written or the Deployment, never both in one look.
function syncExisting(sync: DeploymentSync, existing: ModelReplicaSet, revision: number): ModelReplicaSet {
  const { run, deployment } = sync;
  const { minReadySeconds } = deployment.spec;
  const annotations = newReplicaSetAnnotations(deployment, existing.annotations, revision);
  if (annotations !== existing.annotations || minReadySeconds !== existing.minReadySeconds) {
    const rule = 'deployment: annotations and revision of new ReplicaSet';
    return writeReplicaSet(run, existing, { annotations, minReadySeconds }, rule);
  }
  const revised = withRevision(deployment, existing.annotations[REVISION] ?? '');
  const noticed = withFoundReplicaSet(revised, existing, run.now);
  if (noticed !== deployment) {
    sync.deployment = noticed;
    updateStatus(sync, 'deployment: revision');
  }
  return existing;
}

function withFoundReplicaSet(deployment: ModelDeployment, { name }: ModelReplicaSet, now: number): ModelDeployment {
  const { spec, status } = deployment;
  if (!hasProgressDeadline(spec) || findCondition(status.conditions, 'Progressing') !== undefined) return deployment;
  const because = { reason: 'FoundNewReplicaSet', message: `Found new replica set "${name}"` };
  const conditions = withCondition(status.conditions, newCondition('Progressing', 'True', because, now));
  return { ...deployment, status: { ...status, conditions } };
}

// sync.go, `getNewReplicaSet`, where it is made: the Deployment's status is written with its old counts.
function createNew(sync: DeploymentSync, old: readonly ModelReplicaSet[], revision: number): ModelReplicaSet {
  const { run, deployment } = sync;
  const annotations = withReplicasAnnotations(newReplicaSetAnnotations(deployment, {}, revision), deployment);
  const { replicaSet, isNew } = createReplicaSet(sync, old, annotations);
  const revised = withRevision(deployment, String(revision));
  let noticed = revised;
  if (isNew && hasProgressDeadline(deployment.spec)) {
    const because = { reason: 'NewReplicaSetCreated', message: `Created new replica set "${replicaSet.name}"` };
    const condition = newCondition('Progressing', 'True', because, run.now);
    noticed = {
      ...revised,
      status: { ...revised.status, conditions: withCondition(revised.status.conditions, condition) },
    };
  }
  if (noticed !== deployment) {
    sync.deployment = noticed;
    updateStatus(sync, 'deployment: revision');
  }
  return replicaSet;
}

// deployment_util.go, `SetDeploymentRevision`.
function withRevision(deployment: ModelDeployment, revision: string): ModelDeployment {
  if ((deployment.annotations[REVISION] ?? '') === revision) return deployment;
  return { ...deployment, annotations: { ...deployment.annotations, [REVISION]: revision } };
}
