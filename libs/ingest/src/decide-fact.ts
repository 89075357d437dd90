import { CHANGE_CAUSE, type DeploymentEvent, type DeploymentState, summariseCreation } from '#libs/history';
import type { Deployment } from '#libs/kubernetes';
import { creationEvents } from './creation-events.js';
import { differenceOf } from './difference.js';
import type { FactContext } from './fact-context.js';
import type { Fact } from './fact.js';
import { observedPart, observedWhole } from './observed-write.js';
import { readStoredObject } from './stored-object.js';

/** What a fact comes to. */
export type FactDecision =
  | Readonly<{ kind: 'change'; events: readonly DeploymentEvent[]; summary: string; cause?: string }>
  | Readonly<{ kind: 'nothing'; reason: NothingReason }>;

export type NothingReason = 'its Deployment was not seen yet' | 'it was deleted before' | 'it changed nothing';

/**
 * What a fact changes that is newer than all that is known of its Deployment; `state` is undefined for one not seen before. A
 * write that changed nothing is no change.
 * @throws DecodingFailed
 */
export function decideFact(state: DeploymentState | undefined, fact: Fact, context: FactContext): FactDecision {
  if (state === undefined) return decideFirst(fact, context);
  if (state.deleted) return { kind: 'nothing', reason: 'it was deleted before' };
  if (fact.verb === 'deleted') return deleted(state, fact);
  if (fact.object !== undefined) return decideWhole(state, fact, context);
  return decideScale(state, fact);
}

function decideFirst(fact: Fact, context: FactContext): FactDecision {
  if (fact.object === undefined) return { kind: 'nothing', reason: 'its Deployment was not seen yet' };
  const stored = readStoredObject(fact.object, fact.propagationPolicy);
  return {
    kind: 'change',
    events: [...creationEvents(stored, fact, context), { ...OBSERVED, payload: observedWhole(fact, stored) }],
    summary: summariseCreation(stored.deployment),
    ...causeOf(fact, undefined, stored.deployment),
  };
}

const OBSERVED = { type: 'WriteObserved', schemaVersion: 1 } as const;

function deleted({ deletion, observed }: DeploymentState, fact: Fact): FactDecision {
  const { propagationPolicy = deletion?.propagationPolicy ?? 'Background' } = fact;
  return {
    kind: 'change',
    events: [
      { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy } },
      { ...OBSERVED, payload: observedPart(fact, observed) },
    ],
    summary: `deleted (${propagationPolicy})`,
    ...(fact.cause !== undefined && { cause: fact.cause }),
  };
}

const UNCHANGED = { kind: 'nothing', reason: 'it changed nothing' } as const;

function decideScale(state: DeploymentState, fact: Fact): FactDecision {
  const { replicas: before } = state.deployment.spec;
  const { replicas = before } = fact;
  if (replicas === before) return UNCHANGED;
  return {
    kind: 'change',
    events: [
      { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas } },
      { ...OBSERVED, payload: observedPart(fact, state.observed) },
    ],
    summary: `replicas: ${before} -> ${replicas}`,
    ...(fact.cause !== undefined && { cause: fact.cause }),
  };
}

function decideWhole(state: DeploymentState, fact: Fact, context: FactContext): FactDecision {
  const { object = {}, propagationPolicy = state.deletion?.propagationPolicy } = fact;
  const stored = readStoredObject(object, propagationPolicy);
  const before = deploymentOf(state, fact);
  const { events, summary } = differenceOf({ deployment: before, isGoing: state.deletion !== undefined }, stored, {
    fact,
    context,
  });
  if (events.length === 0) return UNCHANGED;
  const write = { ...OBSERVED, payload: observedWhole(fact, stored, { observed: state.observed, events }) };
  return { kind: 'change', events: [...events, write], summary, ...causeOf(fact, before, stored.deployment) };
}

/** The Deployment of a state, by its name. */
export function deploymentOf({ deployment }: DeploymentState, { namespace, name }: Fact): Deployment {
  return { ...deployment, namespace, name };
}

/** Why: as the source tells, else the annotation where this write set it. An undo brings an old one back, which is not why. */
export function causeOf(fact: Fact, before: Deployment | undefined, after: Deployment): Readonly<{ cause?: string }> {
  const written = after.annotations[CHANGE_CAUSE];
  const isOwn = fact.undoes !== true && written !== before?.annotations[CHANGE_CAUSE];
  const cause = fact.cause ?? (isOwn ? written : undefined);
  return cause === undefined ? {} : { cause };
}
