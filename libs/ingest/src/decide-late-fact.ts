import {
  compareVersions,
  type DeploymentEvent,
  type DeploymentState,
  type EarlierState,
  summariseCreation,
  resolvePodLife,
} from '#libs/history';
import { causeOf, deploymentOf, type FactDecision } from './decide-fact.js';
import type { FactContext } from './fact-context.js';
import { type Before, differenceOf } from './difference.js';
import type { Fact } from './fact.js';
import { observedWhole, seenOf } from './observed-write.js';
import { UNEXPLAINED } from './first-changes.js';
import { readStoredObject, type StoredObject } from './stored-object.js';

/** Whether a newer write of the Deployment is known already. What tells no version is placed by time. */
export function isLate({ observed, deleted }: DeploymentState, fact: Fact): boolean {
  if (deleted) return true;
  if (observed === undefined || fact.verb === 'deleted') return false;
  const { resourceVersion } = fact;
  if (resourceVersion !== undefined && observed.newest !== undefined)
    return compareVersions(resourceVersion, observed.newest) <= 0;
  return fact.occurredAt < Date.parse(observed.at);
}

type Known = Readonly<{
  /** As the newest of what is known left it. */
  present: DeploymentState;
  /** As the last of what happened before the fact left it; undefined when nothing before it is known. */
  earlier: DeploymentState | undefined;
}>;

/**
 * What a fact says that is older than the newest known of its Deployment: what was then. Every newer object has its effect
 * already, so it changes nothing of what is now; but where only scales are newer, all but the replicas of what is now is from it.
 * @throws DecodingFailed
 */
export function decideLateFact({ present, earlier }: Known, fact: Fact, context: FactContext): FactDecision {
  if (fact.verb === 'deleted') return lateDeletion(fact);
  if (fact.object === undefined) return lateScale(earlier, fact);
  const stored = readStoredObject(fact.object, fact.propagationPolicy);
  const told = toldOf({ present, earlier }, stored, { fact, context });
  if (told.kinds.length === 0) return UNCHANGED;
  const events = isNewestWhole(present, fact)
    ? besideScales({ present, earlier }, stored, { fact, context })
    : [learned({ ...seenOf(fact), kinds: told.kinds, ...wholeOf(stored, fact, context) })];
  const cause = causeOf(fact, earlier && deploymentOf(earlier, fact), stored.deployment);
  return { kind: 'change', events, summary: told.summary, ...cause };
}

const UNCHANGED = { kind: 'nothing', reason: 'it changed nothing' } as const;

type Deciding = Readonly<{ fact: Fact; context: FactContext }>;

function learned(payload: EarlierState): DeploymentEvent {
  return { type: 'EarlierStateLearned', schemaVersion: 1, payload };
}

function toldOf({ present, earlier }: Known, stored: StoredObject, deciding: Deciding) {
  const { fact } = deciding;
  if (fact.verb === 'created') return { kinds: ['DeploymentCreated'], summary: summariseCreation(stored.deployment) };
  const { events, summary } = differenceOf(beforeOf(earlier ?? present, fact), stored, deciding);
  if (earlier !== undefined) return { kinds: events.map(({ type }) => type), summary };
  // That something was so is no news where it still is: whoever wrote it did something.
  const isNews = fact.verb !== 'seen' || events.length > 0;
  return { kinds: isNews ? ['WriteObserved'] : [], summary: UNEXPLAINED };
}

function beforeOf(state: DeploymentState, fact: Fact): Before {
  return { deployment: deploymentOf(state, fact), isGoing: state.deletion !== undefined };
}

function wholeOf({ deployment, deletion }: StoredObject, fact: Fact, { podLifeRules, release }: FactContext) {
  const { labels, annotations, spec: given, namespace: _place, name: _name, ...metadata } = deployment;
  const { template, ...spec } = given;
  const podLife = resolvePodLife(podLifeRules, fact, template);
  const whole = { labels, annotations, metadata, spec, podLife, release, ...(deletion && { deletion }) };
  return { whole, template };
}

/** Whether what is newer told replicas alone. */
function isNewestWhole({ observed, deleted }: DeploymentState, { resourceVersion }: Fact): boolean {
  const whole = deleted ? undefined : observed?.whole;
  if (whole === undefined) return false;
  return compareVersions(resourceVersion ?? '0', whole) > 0;
}

function besideScales(
  { present, earlier }: Known,
  stored: StoredObject,
  { fact, context }: Deciding,
): readonly DeploymentEvent[] {
  const { spec } = stored.deployment;
  const kept = { ...stored.deployment, spec: { ...spec, replicas: present.deployment.spec.replicas } };
  const { events } = differenceOf(beforeOf(present, fact), { ...stored, deployment: kept }, { fact, context });
  const newest = present.observed?.newest;
  const write = { ...observedWhole(fact, stored), ...(newest !== undefined && { newest }) };
  const scaled = earlier?.deployment.spec.replicas !== spec.replicas;
  const then = { ...seenOf(fact), kinds: ['DeploymentScaled'], replicas: spec.replicas };
  return [...events, { type: 'WriteObserved', schemaVersion: 1, payload: write }, ...(scaled ? [learned(then)] : [])];
}

function lateScale(earlier: DeploymentState | undefined, fact: Fact): FactDecision {
  const { replicas } = fact;
  const before = earlier?.deployment.spec.replicas;
  if (replicas === undefined || replicas === before) return UNCHANGED;
  return {
    kind: 'change',
    events: [learned({ ...seenOf(fact), kinds: ['DeploymentScaled'], replicas })],
    summary: before === undefined ? `replicas: ${replicas}` : `replicas: ${before} -> ${replicas}`,
    ...(fact.cause !== undefined && { cause: fact.cause }),
  };
}

// The end itself is recorded, as nobody's: this tells whose it was.
function lateDeletion(fact: Fact): FactDecision {
  const { propagationPolicy = 'Background' } = fact;
  return {
    kind: 'change',
    events: [learned({ ...seenOf(fact), kinds: ['DeploymentDeleted'], propagationPolicy })],
    summary: `deleted (${propagationPolicy})`,
    ...(fact.cause !== undefined && { cause: fact.cause }),
  };
}
