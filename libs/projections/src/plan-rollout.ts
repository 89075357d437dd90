import { type ModelState, replay } from '#libs/controller';
import type { StreamName } from '#libs/event-store';
import type { DeploymentEvent, PodLife } from '#libs/history';
import { type PodTemplate, templatesEqual } from '#libs/kubernetes';
import { type Extremes, extremesOf } from './extremes.js';
import { revisionOf } from './facts.js';
import type { ModelFold } from './model-fold.js';
import { obstacleOf, type RolloutObstacle } from './obstacle.js';
import { plannedChange } from './planned-change.js';
import { observeAll, replayChange, runUntilQuiet } from './replay-change.js';
import { type RolloutProgress, startRollout } from './rollout-log.js';
import { spansOf } from './span-log.js';
import { beginTemplateBook } from './template-book.js';
import { advance, beginTimeline, rolloutMoment, type Timeline } from './timeline.js';
import type { DeploymentSpan, Moment, RolloutStep } from './view-writes.js';

/** A change that is not applied, and what is taken for granted of its pods. */
export type PlannedEvents = Readonly<{
  stream: StreamName;
  /** None: what happens when nobody changes anything. */
  events: readonly DeploymentEvent[];
  /** Not before the last change of the state it meets. */
  at: Moment;
  assume: (template: PodTemplate, life: PodLife) => PodLife;
}>;

export type PlanOutcome =
  /** All pods wanted are there, of the present template and available. */
  | 'Complete'
  /** Nothing is due any more, and pods are missing. */
  | 'Stuck'
  /** The template waits for a resume. */
  | 'Paused'
  | 'Deleted';

/** What a change would do, from the moment it is made until nothing is due any more. */
export type RolloutPlan = Extremes &
  Readonly<{
    at: Moment;
    outcome: PlanOutcome;
    fromRevision?: number;
    /** The revision the Deployment has then, and the ReplicaSet that bears it; absent while the template waits. */
    revision?: number;
    replicaSet?: string;
    podTemplateHash?: string;
    steps: readonly RolloutStep[];
    completedAt?: Moment;
    /** The last moment at which something happens: the last pod is gone, or the deadline is missed. */
    quietAt: Moment;
    /** When the progress deadline says that it takes too long, even when it gets through later. */
    deadlineExceededAt?: Moment;
    obstacle?: RolloutObstacle;
  }>;

/**
 * What a change would do to the Deployment that a fold has come to: the same replay as of a recorded change, watched as one rollout
 * from the change on, whether or not it brings a new template.
 */
export function planRollout(state: ModelFold | undefined, planned: PlannedEvents): RolloutPlan {
  const { at, assume } = planned;
  const timeline = beginTimeline(
    state && { ...state, ...NOTHING_SEEN },
    beginTemplateBook(state?.templates ?? new Map()),
  );
  const before = state && waitUntil(timeline, state, at);
  advance(timeline, at);
  const change = plannedChange(planned.stream, assumed(planned.events, assume), { last: state?.last, at });
  const fromRevision = watch(timeline, change.change);
  const progress = before && { ...before, ...assumedOf(before, assume) };
  const { model, deployment } = replayChange(timeline, asTarget(progress, planned.events), change);
  runUntilQuiet(timeline, model);
  return { at, ...(fromRevision !== undefined && { fromRevision }), ...resultOf(timeline, deployment.deleted, at) };
}

const NOTHING_SEEN = {
  open: { deployment: {}, replicaSets: {}, pods: {} },
  revisions: [],
  rollouts: [],
  controllerEvents: 0,
  touched: 'all',
} as const;

function waitUntil(timeline: Timeline, state: ModelFold, at: Moment): ModelFold {
  const { state: model, observations } = replay(state.model, [], at);
  observeAll(timeline, observations);
  return { ...state, model };
}

/** From here on the timeline watches the plan as one rollout. */
function watch(timeline: Timeline, change: bigint): number | undefined {
  const moment = rolloutMoment(timeline);
  const fromRevision = moment.deployment && revisionOf(moment.deployment.annotations);
  startRollout(timeline.rollouts, {
    change,
    startedAt: timeline.at,
    ...(fromRevision !== undefined && { fromRevision }),
  });
  return fromRevision;
}

type Assume = PlannedEvents['assume'];

function assumed(events: readonly DeploymentEvent[], assume: Assume): readonly DeploymentEvent[] {
  return events.map((event) => {
    if (!('podLife' in event.payload)) return event;
    const podLife = assume(event.payload.template, event.payload.podLife);
    return { ...event, payload: { ...event.payload, podLife } } as DeploymentEvent;
  });
}

/** Pods that are made, or told to go, from now on live as assumed; so do those that are starting and never get ready. */
function assumedOf({ deployment, model }: ModelFold, assume: Assume): Pick<ModelFold, 'deployment' | 'model'> {
  const living = <T extends Readonly<{ template: PodTemplate; podLife: PodLife }>>(one: T): T => ({
    ...one,
    podLife: assume(one.template, one.podLife),
  });
  const replicaSets: ModelState['replicaSets'] = model.replicaSets.map(living);
  const podLife = assume(deployment.deployment.spec.template, deployment.podLife);
  return {
    deployment: { ...deployment, podLife },
    model: { ...model, replicaSets, deployment: model.deployment && { ...model.deployment, podLife } },
  };
}

// With its template as the target already no other rollout begins: the one that is watched takes all steps.
function asTarget(
  progress: ModelFold | undefined,
  events: readonly DeploymentEvent[],
): (ModelFold & Readonly<{ target: PodTemplate }>) | undefined {
  if (progress === undefined) return undefined;
  const brought = events.findLast((event) => 'template' in event.payload)?.payload;
  const target = brought && 'template' in brought ? brought.template : progress.deployment.deployment.spec.template;
  return { ...progress, target };
}

function resultOf(timeline: Timeline, deleted: boolean, at: Moment): Omit<RolloutPlan, 'at' | 'fromRevision'> {
  const rollout = timeline.rollouts.at(-1);
  if (rollout === undefined) throw new Error('a plan is watched as a rollout');
  const deployments = spansOf(timeline.spans.deployment);
  const outcome = deleted ? 'Deleted' : outcomeOf(rollout, timeline);
  const deadlineExceededAt = missedDeadline(deployments, at);
  const { steps, endedAt: completedAt } = rollout;
  return {
    outcome,
    steps,
    quietAt: timeline.at,
    ...extremesOf({ deployments, pods: spansOf(timeline.spans.pods) }, at),
    ...bearerOf(timeline, rollout),
    ...(outcome === 'Complete' && completedAt !== undefined && { completedAt }),
    ...(deadlineExceededAt !== undefined && { deadlineExceededAt }),
    ...(outcome === 'Stuck' && { obstacle: obstacleOf(timeline.live) }),
  };
}

function outcomeOf({ outcome }: RolloutProgress, { live }: Timeline): PlanOutcome {
  if (outcome === 'Complete') return 'Complete';
  const [deployment] = live.deployment.values();
  return deployment?.spec.paused === true ? 'Paused' : 'Stuck';
}

function bearerOf({ live }: Timeline, { toRevision: revision }: RolloutProgress) {
  const [deployment] = live.deployment.values();
  if (revision === undefined || deployment === undefined) return {};
  const bearer = [...live.replicaSets.values()].find(
    ({ annotations, template }) =>
      revisionOf(annotations) === revision && templatesEqual(template, deployment.spec.template),
  );
  return { revision, ...(bearer && { replicaSet: bearer.name, podTemplateHash: bearer.podTemplateHash }) };
}

function missedDeadline(deployments: readonly DeploymentSpan[], from: Moment): Moment | undefined {
  const missed = deployments.filter(({ status, validTo }) => validTo > from && hasMissedDeadline(status.conditions));
  return missed.length === 0 ? undefined : Math.min(...missed.map(({ validFrom }) => validFrom));
}

function hasMissedDeadline(conditions: DeploymentSpan['status'][string]): boolean {
  const isMissed = (one: unknown) =>
    typeof one === 'object' && one !== null && 'reason' in one && one.reason === 'ProgressDeadlineExceeded';
  return Array.isArray(conditions) && conditions.some(isMissed);
}
