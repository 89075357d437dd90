import assert from 'node:assert/strict';
import type { ModelDeployment, Rule } from '#libs/controller';
import { resolveFenceposts } from '#libs/kubernetes';
import { law, type Law } from './law.js';
import { type Moment, momentsOf } from './moments.js';
import { played } from './played.js';
import { cluster, steadyCluster } from './random-cluster.js';

/** How many pods there may be, and how many there must be. */
export const BOUNDS: readonly Law[] = [
  law('never more than replicas + maxSurge pods that are not terminating', steadyCluster, (one) => {
    for (const { at, active, deployment } of momentsOf(one, played(one).observations))
      assert.ok(active <= mostOf(deployment), `${active} pods at ${at}, ${mostOf(deployment)} are allowed`);
  }),

  // A smaller maxSurge does not take away what is there already.
  law('never are more wanted than that, or than before, whatever changes', cluster, (one) => {
    let before = 0;
    for (const { at, wanted, deployment } of momentsOf(one, played(one).observations)) {
      assert.ok(wanted <= Math.max(before, mostOf(deployment)), `${before} pods wanted, then ${wanted} at ${at}`);
      before = wanted;
    }
  }),

  law('never fewer available than replicas - maxUnavailable, once there were', steadyCluster, (one) => {
    let [had, before] = [false, -1];
    for (const { at, deployment, available } of momentsOf(one, played(one).observations)) {
      if (before !== deployment.spec.replicas) had = false; // others are wanted
      before = deployment.spec.replicas;
      const least = leastOf(deployment);
      if (had) assert.ok(available >= least, `${available} available at ${at}, ${least} are needed`);
      had ||= available >= least;
    }
  }),

  law('never does a controller take an available pod that is needed', cluster, (one) => {
    for (const moment of momentsOf(one, played(one).observations)) {
      if (moment.taken === 0 || isScaling(moment)) continue;
      const least = leastOf(moment.deployment);
      assert.ok(moment.available >= least, `${moment.available} available at ${moment.at}, least ${least}`);
    }
  }),
];

// Scaling goes by size and looks at no pod, Recreate takes all.
function isScaling({ rules }: Moment): boolean {
  return [...rules].some((rule: Rule) => rule.startsWith('scaling: ') || rule.startsWith('Recreate: '));
}

function mostOf({ spec }: ModelDeployment): number {
  return spec.replicas + fenceposts(spec).surge;
}

function leastOf({ spec }: ModelDeployment): number {
  return Math.max(0, spec.replicas - fenceposts(spec).unavailable);
}

function fenceposts({ strategy, replicas }: ModelDeployment['spec']): ReturnType<typeof resolveFenceposts> {
  if (strategy.type === 'Recreate') return { surge: 0, unavailable: replicas };
  return resolveFenceposts(strategy.rollingUpdate.maxSurge, strategy.rollingUpdate.maxUnavailable, replicas);
}
