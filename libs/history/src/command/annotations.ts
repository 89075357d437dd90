import type { StringMap } from '#libs/kubernetes';

/** Why the current revision was made, as `kubectl rollout history` prints it. */
export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** The manifest as it was last given to `kubectl apply`. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Set on the pod template by `kubectl rollout restart`. */
export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** The controller's own word: it is derived, and what others write there is put right at once. */
const REVISION = 'deployment.kubernetes.io/revision';

/** A map of annotations without what only the controller says. */
export function withoutRevision<T>(annotations: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const { [REVISION]: _, ...others } = annotations;
  return others;
}

/** A map of annotations as the controller leaves it. */
export function withRevision(annotations: StringMap): StringMap {
  return { ...annotations, [REVISION]: annotations[REVISION] ?? '1' };
}

/**
 * Annotations that belong to the Deployment alone: the controller does not copy them to ReplicaSets, and undo leaves them.
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, annotationsToSkip
 */
const DEPLOYMENT_ONLY: ReadonlySet<string> = new Set([
  LAST_APPLIED,
  REVISION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);

/** A Deployment's annotations after an undo: those of the ReplicaSet gone back to, and the Deployment's own. */
export function undoneAnnotations(deployment: StringMap, replicaSet: StringMap): StringMap {
  const own = Object.entries(deployment).filter(([key]) => DEPLOYMENT_ONLY.has(key));
  const restored = Object.entries(replicaSet).filter(([key]) => !DEPLOYMENT_ONLY.has(key));
  return Object.fromEntries([...restored, ...own]);
}
