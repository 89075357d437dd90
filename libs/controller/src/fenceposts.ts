import { type DeploymentSpec, type Fenceposts, resolveFenceposts } from '#libs/kubernetes';

const resolved = new WeakMap<DeploymentSpec, Fenceposts>();

/** How many pods a rollout may have above `spec.replicas` (deployment_util.go, `MaxSurge`). */
export function maxSurge(spec: DeploymentSpec): number {
  return fenceposts(spec).surge;
}

/** How many of `spec.replicas` a rollout may leave unavailable (deployment_util.go, `MaxUnavailable`). */
export function maxUnavailable(spec: DeploymentSpec): number {
  return Math.min(fenceposts(spec).unavailable, spec.replicas);
}

// Computed once for each spec: it is asked for in every look.
function fenceposts(spec: DeploymentSpec): Fenceposts {
  let posts = resolved.get(spec);
  if (posts === undefined) resolved.set(spec, (posts = resolve(spec)));
  return posts;
}

function resolve({ strategy, replicas }: DeploymentSpec): Fenceposts {
  if (strategy.type === 'Recreate') return { surge: 0, unavailable: 0 };
  return resolveFenceposts(strategy.rollingUpdate.maxSurge, strategy.rollingUpdate.maxUnavailable, replicas);
}
