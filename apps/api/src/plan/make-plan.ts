import {
  ArgumentInvalid,
  assumePodLife,
  type Command,
  decideAll,
  type Decision,
  type DecisionContext,
  DeploymentNotFound,
} from '#libs/history';
import { NEWEST_RELEASE } from '#libs/kubernetes';
import type { DeploymentPlace } from '#libs/postgres';
import { planRollout, type RolloutPlan as PurePlan } from '#libs/projections';
import { findRestorable } from '../command/restorable-revision.js';
import { withTakenOver } from '../command/take-over.js';
import { LimitExceeded } from '../limit/limit-exceeded.js';
import { LIMITS } from '../limit/limits.js';
import type { ApiPorts } from '../ports.js';
import { pastBase, type PlanBase, presentBase } from './plan-base.js';
import type { PlanInput } from './plan-input.types.js';
import { planSubject } from './plan-place.js';
import { plannedCommands } from './planned-commands.js';
import { podLifeAssumptions } from './pod-life-assumptions.js';

/** A plan, what was decided, and what it cost to get to where it was made. */
export type MadePlan = Readonly<{ plan: PurePlan; decision: Decision; replayed: number }>;

/**
 * Decides what a change would be as the command would decide it, and plays it through. Nothing is written.
 * @throws everything the command would be refused with, ReplayTooLong, ReplayFailed, LimitExceeded
 */
export async function makePlan(ports: ApiPorts, input: PlanInput): Promise<MadePlan> {
  const assumptions = podLifeAssumptions(input);
  const { place, manifest } = planSubject(input);
  const base = await baseOf(ports, place, input);
  // Revisions are looked up as they were at the moment.
  const then = { ...ports, now: () => new Date(base.at) };
  const commands = await plannedCommands(input, {
    manifest,
    restorable: (target) => findRestorable(then, { place, target }, base.current),
  });
  const decided = await decideOn(ports, commands, { place, base, input });
  const decision = await withTakenOver(decided, { place, at: new Date(base.at) }, ports);
  refuseMany(decision, base);
  const plan = planRollout(base.fold, {
    stream: { ...place, uid: base.fold === undefined ? NOT_YET : (base.current.stream?.uid ?? NOT_YET) },
    events: decision.events,
    at: base.at,
    assume: (template, life) => assumePodLife(assumptions, template, life),
  });
  return { plan, decision: await ports.secrets.shown(place, decision), replayed: base.replayed };
}

// A Deployment that would be created has no uid: names of its pods depend on it, those of ReplicaSets do not.
const NOT_YET = '00000000-0000-0000-0000-000000000000';

function baseOf(ports: ApiPorts, place: DeploymentPlace, { at }: PlanInput): Promise<PlanBase> {
  const now = ports.now().getTime();
  if (at === undefined || at === null) return presentBase(ports, place, now);
  if (at.getTime() > now) throw new ArgumentInvalid('change.at', 'must not lie in the future: leave it out for now');
  return pastBase(ports, place, at.getTime());
}

async function decideOn(
  { settings }: ApiPorts,
  [first, ...others]: readonly Command[],
  { place, base, input }: Readonly<{ place: DeploymentPlace; base: PlanBase; input: PlanInput }>,
): Promise<Decision> {
  const { state } = base.current;
  if (first === undefined) return undecided(place, base);
  const [podLifeRules, release] = await Promise.all([
    settings.podLives(place.cluster),
    settings.clusterRelease(place.cluster),
  ]);
  const context: DecisionContext = {
    ...place,
    now: base.at,
    release: (input.at ? state?.release : undefined) ?? release?.release ?? NEWEST_RELEASE,
    podLifeRules,
    ...(input.changeCause && { changeCause: input.changeCause }),
  };
  return decideAll([first, ...others], state, context);
}

function undecided(place: DeploymentPlace, { fold }: PlanBase): Decision {
  if (fold === undefined) throw new DeploymentNotFound(place.name);
  return { events: [], summary: 'no change: what happens when nobody changes anything' };
}

function refuseMany({ after }: Decision, { fold }: PlanBase): void {
  const pods = Math.max(after?.spec.replicas ?? 0, fold?.model.pods.length ?? 0);
  if (pods <= LIMITS.plannedPods) return;
  throw new LimitExceeded(
    'plannedPods',
    `the plan is about ${pods} pods, at most ${LIMITS.plannedPods} are played through`,
  );
}
