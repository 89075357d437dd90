import type { ModelDeployment, ModelReplicaSet } from './model.js';
import type { Rule } from './observation.js';
import type { Run } from './run.js';
import { writeDeployment } from './writes.js';

/** One look of the Deployment controller at its Deployment: the values it read when it began, and its own copy of the Deployment. */
export type DeploymentSync = {
  readonly run: Run;
  /** As read: a second write in one look is refused, for the first has made this old. */
  readonly seen: ModelDeployment;
  /** The copy that the look works on. */
  deployment: ModelDeployment;
  /** Those the Deployment controls, as read, oldest first. */
  readonly replicaSets: readonly ModelReplicaSet[];
  /** What the look has found so far. */
  found: NewAndOld | null;
};

/** The ReplicaSet of the present template, if there is one, all others, and all together. */
export type NewAndOld = Readonly<{
  newReplicaSet: ModelReplicaSet | null;
  old: readonly ModelReplicaSet[];
  replicaSets: readonly ModelReplicaSet[];
}>;

export function newAndOld(newReplicaSet: ModelReplicaSet | null, old: readonly ModelReplicaSet[]): NewAndOld {
  return { newReplicaSet, old, replicaSets: newReplicaSet === null ? old : [...old, newReplicaSet] };
}

export function updateStatus(sync: DeploymentSync, rule: Rule): void {
  writeDeployment(sync.run, sync.seen, sync.deployment, rule);
}
