import { type DeploymentSpec, resolveFenceposts } from '#libs/kubernetes';

/** How many pods a rollout may have above `spec.replicas` (deployment_util.go, `MaxSurge`). */
export function maxSurge({ strategy, replicas }: DeploymentSpec): number {
  if (strategy.type === 'Recreate') return 0;
  return resolveFenceposts(strategy.rollingUpdate.maxSurge, strategy.rollingUpdate.maxUnavailable, replicas).surge;
}

/** How many of `spec.replicas` a rollout may leave unavailable (deployment_util.go, `MaxUnavailable`). */
export function maxUnavailable({ strategy, replicas }: DeploymentSpec): number {
  if (strategy.type === 'Recreate' || replicas === 0) return 0;
  const { maxSurge: surge, maxUnavailable: unavailable } = strategy.rollingUpdate;
  return Math.min(resolveFenceposts(surge, unavailable, replicas).unavailable, replicas);
}
