import type { Extreme, RolloutObstacle } from '#libs/projections';
import { diffNode } from '../diff/diff-node.js';
import type { MadePlan } from './make-plan.js';
import type { PlannedCount, PlanObstacle, RolloutPlan } from './plan.types.js';

/** A plan as GraphQL shows it: times also as seconds after the change. */
export function planNode({ plan, decision, replayed }: MadePlan): RolloutPlan {
  const { at, outcome, steps, completedAt, obstacle, deadlineExceededAt } = plan;
  const changed = decision.events.length > 0;
  const since = (moment: number): number => (moment - at) / 1000;
  const counted = ({ count, at: moment }: Extreme): PlannedCount => ({
    count,
    at: new Date(moment),
    seconds: since(moment),
  });
  return {
    changed,
    message: decision.summary,
    at: new Date(at),
    outcome,
    ...revisionFields(plan),
    steps: steps.map((step) => ({ ...step, at: new Date(step.at).toISOString(), seconds: since(step.at) })),
    durationSeconds: completedAt === undefined ? null : since(completedAt),
    quietSeconds: since(plan.quietAt),
    fewestAvailable: counted(plan.fewestAvailable),
    mostPods: counted(plan.mostPods),
    mostRunning: counted(plan.mostRunning),
    obstacle: obstacle === undefined ? null : obstacleNode(obstacle),
    deadlineExceededAt: deadlineExceededAt === undefined ? null : new Date(deadlineExceededAt),
    diff: changed ? diffNode(decision.before, decision.after, 'DEPLOYMENT') : null,
    replayedChanges: replayed,
  };
}

function revisionFields({ fromRevision, revision, replicaSet, podTemplateHash }: MadePlan['plan']) {
  return {
    fromRevision: fromRevision ?? null,
    revision: revision ?? null,
    replicaSet: replicaSet ?? null,
    podTemplateHash: podTemplateHash ?? null,
  };
}

// A name for each of thousands of pods would say no more than their number.
const MOST_NAMED = 100;

function obstacleNode({ condition, replicaSets }: RolloutObstacle): PlanObstacle {
  return {
    type: condition?.type ?? null,
    reason: condition?.reason ?? null,
    message: condition?.message ?? null,
    replicaSets: replicaSets.map(({ pods, ...counts }) => ({
      ...counts,
      pods: pods.slice(0, MOST_NAMED).map(({ name, reason }) => ({ name, status: reason })),
    })),
  };
}
