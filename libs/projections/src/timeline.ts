import type { ControllerEvent, Observation } from '#libs/controller';
import { deploymentFacts, imagesOf, podFacts, replicaSetFacts, revisionOf } from './facts.js';
import { type Live, liveObjects, numberOfTemplate, terminating } from './live-objects.js';
import type { Names, OpenSpans, ProjectionState } from './projection-state.js';
import { beginRevisionLog, forgetNumber, giveNumber, type RevisionLog } from './revision-log.js';
import { addStep, type RolloutLog, type RolloutMoment, watchRollout } from './rollout-log.js';
import { beginSpanLog, settle, type SpanLog } from './span-log.js';
import { hashOf, type TemplateBook } from './template-book.js';
import type { ControllerEventRow, DeploymentFacts, Moment, PodFacts, ReplicaSetFacts } from './view-writes.js';

/** The rows of a stream in the making: observations go in, in order; at the end of each instant what holds becomes rows. */
export type Timeline = {
  /** The instant that is being gathered. */
  at: Moment;
  readonly live: Live;
  readonly touched: Readonly<{ deployment: Set<string>; replicaSets: Set<string>; pods: Set<string> }>;
  readonly spans: Readonly<{
    deployment: SpanLog<DeploymentFacts>;
    replicaSets: SpanLog<ReplicaSetFacts>;
    pods: SpanLog<PodFacts>;
  }>;
  readonly revisions: RevisionLog;
  readonly rollouts: RolloutLog;
  readonly events: ControllerEventRow[];
  eventCount: number;
  /** The change that brought the present template. */
  templateChange: bigint;
  readonly book: TemplateBook;
};

const EMPTY = {
  open: { deployment: {}, replicaSets: {}, pods: {} },
  revisions: [],
  rollouts: [],
  touched: 'all',
  controllerEvents: 0,
  templateChange: 0n,
} as const;

/** Of a fold what its rows go on from. */
export type TimelineBase = Pick<
  ProjectionState,
  'last' | 'model' | 'open' | 'touched' | 'revisions' | 'rollouts' | 'controllerEvents' | 'templateChange'
>;

/** Goes on where a fold stopped, or begins. */
export function beginTimeline(state: TimelineBase | undefined, book: TemplateBook): Timeline {
  const { open, revisions, rollouts, touched, controllerEvents, templateChange } = state ?? EMPTY;
  const live = liveObjects(state?.model);
  const written = touched === 'all' ? everything(live, open) : touched;
  return {
    at: state?.last.at ?? -Infinity,
    live,
    touched: {
      deployment: new Set(written.deployment),
      replicaSets: new Set(written.replicaSets),
      pods: new Set(written.pods),
    },
    spans: {
      deployment: beginSpanLog(open.deployment),
      replicaSets: beginSpanLog(open.replicaSets),
      pods: beginSpanLog(open.pods),
    },
    revisions: beginRevisionLog(revisions),
    rollouts: [...rollouts],
    events: [],
    eventCount: controllerEvents,
    templateChange,
    book,
  };
}

function everything(live: Live, open: OpenSpans): Names {
  return {
    deployment: [...live.deployment.keys(), ...Object.keys(open.deployment)],
    replicaSets: [...live.replicaSets.keys(), ...Object.keys(open.replicaSets)],
    pods: [...live.pods.keys(), ...Object.keys(open.pods)],
  };
}

/** Lets time go on: what holds at the end of the instant before becomes rows. */
export function advance(timeline: Timeline, to: Moment): void {
  if (to <= timeline.at) return;
  endInstant(timeline);
  timeline.at = to;
}

/** Takes in one write of the model. */
export function observe(timeline: Timeline, observation: Observation): void {
  advance(timeline, observation.at);
  switch (observation.kind) {
    case 'Deployment':
      keep(timeline.live.deployment, observation);
      timeline.touched.deployment.add(observation.object.name);
      return;
    case 'ReplicaSet':
      observeReplicaSet(timeline, observation);
      return;
    case 'Pod':
      keep(timeline.live.pods, observation);
      timeline.touched.pods.add(observation.object.name);
      timeline.touched.replicaSets.add(observation.object.replicaSet);
      return;
    case 'Event':
      addEvent(timeline, observation.event, observation.type === 'ADDED');
  }
}

function observeReplicaSet(timeline: Timeline, write: Extract<Observation, { kind: 'ReplicaSet' }>): void {
  const { at, object, type, rule } = write;
  const { name, template, podTemplateHash, annotations } = object;
  const before = timeline.live.replicaSets.get(name)?.replicas ?? 0;
  keep(timeline.live.replicaSets, write);
  timeline.touched.replicaSets.add(name);
  if (type === 'DELETED') {
    forgetNumber(timeline.revisions, name, at);
    return;
  }
  const number = revisionOf(annotations);
  if (number !== undefined) {
    const templateHash = hashOf(timeline.book, template);
    const made = { change: timeline.templateChange, templateHash, podTemplateHash, images: imagesOf(template) };
    giveNumber(timeline.revisions, { number, createdAt: at, replicaSet: name, ...made });
  }
  // What was there already was not scaled.
  if (object.replicas !== before && rule !== 'left by an earlier incarnation') {
    const scaled = { replicaSet: name, from: before, to: object.replicas };
    addStep(timeline.rollouts, { at, ...scaled, rule, message: scalingMessage(scaled) });
  }
}

function scalingMessage({ replicaSet, from, to }: Readonly<{ replicaSet: string; from: number; to: number }>): string {
  return `Scaled ${to > from ? 'up' : 'down'} replica set ${replicaSet} from ${from} to ${to}`;
}

function keep<T extends Readonly<{ name: string }>>(
  objects: Map<string, T>,
  { type, object }: Readonly<{ type: string; object: T }>,
): void {
  if (type === 'DELETED') objects.delete(object.name);
  else objects.set(object.name, object);
}

function addEvent(timeline: Timeline, event: ControllerEvent, isNew: boolean): void {
  const { involvedObject, firstTimestamp: firstAt, lastTimestamp: _, ...same } = event;
  timeline.eventCount += 1;
  const object = `${involvedObject.kind}/${involvedObject.name}`;
  const { uid } = involvedObject;
  timeline.events.push({ ...same, number: timeline.eventCount, at: timeline.at, isNew, firstAt, object, uid });
}

/** What holds at the end of the instant becomes rows. */
export function endInstant(timeline: Timeline): void {
  const { at, live, touched, spans } = timeline;
  for (const name of touched.deployment) {
    const object = live.deployment.get(name);
    settle(spans.deployment, name, { at, facts: object && deploymentFacts(object) });
  }
  for (const name of touched.replicaSets) {
    const object = live.replicaSets.get(name);
    const facts =
      object && replicaSetFacts(object, hashOf(timeline.book, object.template), () => terminating(live, name));
    settle(spans.replicaSets, name, { at, facts });
  }
  for (const name of touched.pods) {
    const object = live.pods.get(name);
    settle(spans.pods, name, { at, facts: object && podFacts(object) });
  }
  for (const names of Object.values(touched)) names.clear();
  watchRollout(timeline.rollouts, rolloutMoment(timeline));
}

/** What the running rollout is measured by now. */
export function rolloutMoment({ at, live }: Timeline): RolloutMoment {
  const [deployment] = live.deployment.values();
  return { at, deployment, pods: live.pods.size, revision: () => deployment && numberOfTemplate(live, deployment) };
}
