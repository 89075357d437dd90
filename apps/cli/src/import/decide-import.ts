import type { NewChange } from '#libs/event-store';
import {
  CHANGE_CAUSE,
  decide,
  type DecisionContext,
  type DeploymentEvent,
  deploymentObject,
  type DeploymentState,
  eventsBetween,
  evolve,
  resolvePodLife,
  storableEvent,
  summarise,
} from '#libs/history';
import { canonicalJson, type Deployment } from '#libs/kubernetes';
import { isRefusal } from '#libs/program';
import type { ImportedFact, Refused, RefusedReason } from './imported-fact.js';
import type { RecordedPlace } from './recorded-place.js';

/** What the log knows of a cluster that decisions need. */
export type ClusterContext = Pick<DecisionContext, 'release' | 'podLifeRules'>;

/** A fact as a change, with what the place is like after it; or why there is none. */
export type ImportDecision = Readonly<{ kind: 'change'; change: NewChange; after: RecordedPlace }> | Refused;

/** Decides what a fact that the log does not have becomes at its place. */
export function decideImport(fact: ImportedFact, place: RecordedPlace, cluster: ClusterContext): ImportDecision {
  const obstacle = obstacleOf(fact, place);
  if (obstacle !== undefined) return obstacle;
  try {
    const living = isOpen(place) ? place.state : undefined;
    const decision = decisionOn(fact, living, { cluster: fact.cluster, ...cluster });
    return decision.events.length === 0 ? refused('NoDifference', NO_DIFFERENCE) : decided(fact, place, decision);
  } catch (error) {
    if (isRefusal(error)) return refused('Refused', error.message);
    throw error;
  }
}

function obstacleOf({ uid, verb, occurredAt }: ImportedFact, place: RecordedPlace): Refused | undefined {
  const { stream, lastAt } = place;
  if (stream?.isOpen === true && stream.uid !== uid) return refused('LivesElsewhere', livesElsewhere(stream.uid));
  if (!isOpen(place) && verb !== 'created') return refused('Ended', ENDED);
  if (lastAt === undefined || occurredAt >= lastAt) return undefined;
  return refused('Late', LATE);
}

function isOpen({ stream }: RecordedPlace): boolean {
  return stream?.isOpen === true;
}

const LATE = 'the log has what came later';
const ENDED = 'the log has its deletion';
const NO_DIFFERENCE = 'the log has the Deployment so already';

function livesElsewhere(uid: string): string {
  return `the name belongs to the Deployment ${uid}, which did not come from here: histories of two are not mixed`;
}

function refused(reason: RefusedReason, message: string): Refused {
  return { kind: 'refused', reason, message };
}

type Decided = Readonly<{ events: readonly DeploymentEvent[]; summary: string; cause?: string }>;

function decisionOn(
  { verb, deployment, namespace, name, occurredAt }: ImportedFact,
  state: DeploymentState | undefined,
  cluster: ClusterContext & Readonly<{ cluster: string }>,
): Decided {
  if (verb === 'deleted') return DELETED;
  if (state !== undefined) return differenceFrom({ ...state.deployment, namespace, name }, deployment, cluster);
  const command = { kind: 'CreateDeployment', object: deploymentObject(deployment) } as const;
  return decide(command, undefined, { ...cluster, namespace, name, now: occurredAt });
}

/** A live Deployment keeps its selector. */
class SelectorDiffers extends Error {
  readonly code = 'SelectorDiffers';
  constructor() {
    super('spec.selector differs from that of the log: no cluster lets it be changed');
  }
}

// The Deployment was read and checked when it was found: only that it follows on what is known is left to see.
function differenceFrom(
  before: Deployment,
  after: Deployment,
  { cluster, release, podLifeRules }: ClusterContext & Readonly<{ cluster: string }>,
): Decided {
  if (canonicalJson(before.spec.selector) !== canonicalJson(after.spec.selector)) throw new SelectorDiffers();
  const podLife = resolvePodLife(podLifeRules, { cluster, namespace: after.namespace }, after.spec.template);
  const events = eventsBetween(before, after, { podLife, release });
  const written = after.annotations[CHANGE_CAUSE];
  const isOwn = written !== undefined && written !== before.annotations[CHANGE_CAUSE];
  return { events, summary: events.length === 0 ? '' : summarise(before, after), ...(isOwn && { cause: written }) };
}

// It is gone: no finalizer holds it.
const DELETION: DeploymentEvent = {
  type: 'DeploymentDeleted',
  schemaVersion: 1,
  payload: { propagationPolicy: 'Background' },
};
const DELETED = { events: [DELETION], summary: 'deleted' };

function decided(
  fact: ImportedFact,
  place: RecordedPlace,
  { events, summary, cause: written }: Decided,
): ImportDecision {
  const { uid, occurredAt, cause = written } = fact;
  const [first, ...others] = events.map(storableEvent);
  if (first === undefined) throw new Error('a decision without events is not recorded');
  const ends = fact.verb === 'deleted';
  const change: NewChange = {
    stream: { cluster: fact.cluster, namespace: fact.namespace, name: fact.name, uid },
    expected: isOpen(place) ? place.streamPosition : 'none',
    ends,
    events: [first, ...others],
    actor: fact.actor,
    source: 'import',
    provenance: fact.provenance,
    ...(cause !== undefined && { cause }),
    summary,
    occurredAt,
    idempotency: fact.idempotency,
  };
  return { kind: 'change', change, after: placeAfter(fact, place, events) };
}

function placeAfter(
  { uid, verb, occurredAt }: ImportedFact,
  place: RecordedPlace,
  events: readonly DeploymentEvent[],
): RecordedPlace {
  const before: RecordedPlace = isOpen(place) ? place : { streamPosition: 0 };
  const state = events.reduce<DeploymentState | undefined>(evolve, before.state);
  return {
    ...(place.knownId !== undefined && { knownId: place.knownId }),
    stream: { uid, isOpen: verb !== 'deleted' },
    ...(state && { state }),
    streamPosition: before.streamPosition + events.length,
    lastAt: occurredAt,
  };
}
