import { templatesEqual } from '#libs/kubernetes';
import type { ModelReplicaSet, ModelState } from '#libs/controller';
import { revisionOf } from '../revision-of.js';
import { Refused } from './refused.js';
import { type Workload, withSpec } from './workload.js';

// kubectl's own list: these stay the Deployment's.
const NOT_RESTORED = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);

/** `kubectl rollout undo` (polymorphichelpers/rollback.go, `DeploymentRollbacker`): template and annotations of a ReplicaSet. */
export function undo(workload: Workload, state: ModelState, toRevision: number): Workload {
  const { deployment } = state;
  if (deployment === null) throw new Refused('there is no Deployment');
  const owned = state.replicaSets.filter(({ ownerUid }) => ownerUid === deployment.uid);
  const found = replicaSetToRestore(deployment.name, owned, toRevision);
  if (deployment.spec.paused) throw new Refused(WHILE_PAUSED);
  if (templatesEqual(found.template, deployment.spec.template)) return workload;
  const { metadata } = workload;
  const kept = Object.entries(metadata.annotations).filter(([key]) => NOT_RESTORED.has(key));
  const restored = Object.entries(found.annotations).filter(([key]) => !NOT_RESTORED.has(key));
  const annotations = Object.fromEntries([...kept, ...restored]);
  return withSpec({ ...workload, metadata: { ...metadata, annotations } }, { template: found.template });
}

const WHILE_PAUSED =
  "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again";

// A revision that is no number does not count; 0 means the one before the highest.
function replicaSetToRestore(name: string, all: readonly ModelReplicaSet[], revision: number): ModelReplicaSet {
  const numbered = all.flatMap((replicaSet) => {
    const number = revisionOf(replicaSet);
    return number === undefined ? [] : [{ replicaSet, number }];
  });
  if (revision === 0) {
    const previous = numbered.sort((a, b) => b.number - a.number)[1];
    if (previous === undefined) throw new Refused(`no rollout history found for deployment "${name}"`);
    return previous.replicaSet;
  }
  const wanted = numbered.find(({ number }) => number === revision);
  if (wanted === undefined || revision < 0) throw new Refused(`unable to find specified revision ${revision} in history`);
  return wanted.replicaSet;
}
