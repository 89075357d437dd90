import { emptyState, type Input, type ModelState, type Observation, replay } from '#libs/controller';
import type { RecordedChange, RecordedEvent } from '#libs/event-store';
import { afterChange, type DeploymentEvent, type DeploymentState, parseEvent, podsSeenOf } from '#libs/history';
import { parseRelease, type PodTemplate, templatesEqual } from '#libs/kubernetes';
import { attributesOnly } from './attributes-only.js';
import { adoptedNames, orphansLeft } from './adopted-orphans.js';
import { revisionOf } from './facts.js';
import { newestReplicaSet } from './live-objects.js';
import type { ProjectionState } from './projection-state.js';
import { endRollout, noteHindrance, startRollout } from './rollout-log.js';
import { noteTemplate, type TemplateBook } from './template-book.js';
import { advance, endInstant, observe, rolloutMoment, type Timeline } from './timeline.js';

/** What a fold keeps from change to change, besides the rows in the making. */
export type Progress = Pick<
  ProjectionState,
  'created' | 'deleted' | 'adopted' | 'last' | 'lastWrite' | 'deployment' | 'templateChange' | 'target' | 'model'
>;

/** Lets one more change happen, all its events at once, and all that the controllers do about it in the same instant. */
export function replayChange(timeline: Timeline, before: Progress | undefined, change: RecordedChange): Progress {
  if (before !== undefined && attributesOnly(change)) return passedBy(before, change);
  const { next, observations } = replayModel(timeline.book, before, change);
  const { at } = next.last;
  const earlier = observations.findIndex((observation) => observation.at >= at);
  const own = earlier < 0 ? observations.length : earlier;
  observeAll(timeline, observations.slice(0, own));
  advance(timeline, at);
  timeline.templateChange = next.templateChange;
  const target = turnRollout(timeline, before, next);
  observeAll(timeline, observations.slice(own));
  noteSeen(timeline, change);
  return { ...next, ...(target !== undefined && { target }) };
}

// What the pods of the newest ReplicaSet wait for is why its rollout does not get on.
function noteSeen(timeline: Timeline, change: RecordedChange): void {
  const seen = podsSeenOf(change);
  if (seen === undefined) return;
  const newest = newestReplicaSet(timeline.live);
  const [most] = seen.replicaSets.find(({ name }) => name === newest)?.waiting ?? [];
  noteHindrance(timeline.rollouts, most && { reason: most.reason, message: most.message, since: timeline.at });
}

type Replayed = Readonly<{ next: Progress; observations: readonly Observation[] }>;

/** The model's side of `replayChange`: for who needs to know where it leads, and not what was seen on the way. */
export function replayModel(book: TemplateBook, before: Progress | undefined, change: RecordedChange): Replayed {
  return before !== undefined && attributesOnly(change)
    ? { next: passedBy(before, change), observations: [] }
    : replayed(book, before, change);
}

function replayed(book: TemplateBook, before: Progress | undefined, change: RecordedChange): Replayed {
  const events = change.events.map((event) => readEvent(event, book));
  const deployment = afterChange(before?.deployment, events);
  if (deployment === undefined) throw new Error('it has no events');
  // Only what came before the creation, or a deletion told by a slow clock, is moved: `orderChanges` saw to the rest.
  const at = Math.max(change.occurredAt, before?.last.at ?? change.occurredAt);
  const inputs = [...(before ? [] : [quotaAt(at)]), ...inputsOf(change, events, { before, deployment, at })];
  const { state: model, observations } = replay(modelBefore(before, deployment, at), inputs, at);
  const next = nextProgress(before, change, { deployment, model, at });
  const adopted = adoptedNames(events);
  return { next: { ...next, ...(adopted.length > 0 && { adopted }) }, observations };
}

// What is known of an earlier change is no change: the last one is who it was.
function passedBy(before: Progress, { events }: RecordedChange): Progress {
  return { ...before, last: { ...before.last, ...events.reduce(furthest, before.last) } };
}

/** Lets all happen that is still to come when nobody changes anything. */
export function runUntilQuiet(timeline: Timeline, model: ModelState): void {
  observeAll(timeline, replay(model, [], 'quiet').observations);
  endInstant(timeline);
}

export function observeAll(timeline: Timeline, observations: readonly Observation[]): void {
  for (const observation of observations) observe(timeline, observation);
}

function readEvent(event: RecordedEvent, book: TemplateBook): DeploymentEvent {
  const { template, templateHash } = event;
  if (template === undefined || templateHash === undefined) return parseEvent(event);
  // The log keeps whole templates; what is read of them was checked when they were recorded.
  const known = noteTemplate(book, templateHash, template as PodTemplate);
  return parseEvent({ ...event, template: known });
}

/**
 * Pods that are simulated for one Deployment. Above it pods are refused in the way a ResourceQuota refuses them, so that a slip of
 * the finger (`replicas: 2000000000`) shows as one and does not take the worker's memory.
 */
const MOST_PODS = 10_000;

function quotaAt(at: number): Input {
  return { at, kind: 'podLimitsSet', limits: { quota: { name: 'rollbook-most-simulated-pods', pods: MOST_PODS } } };
}

type Outcome = Readonly<{ deployment: DeploymentState; at: number }>;

function inputsOf(
  change: RecordedChange,
  events: readonly DeploymentEvent[],
  { before, deployment, at }: Outcome & Readonly<{ before: Progress | undefined }>,
): readonly Input[] {
  const seen = podsSeenOf(change);
  if (seen !== undefined) return [{ at, kind: 'replicaSetsObserved', replicaSets: seen.replicaSets }];
  const numbered = bringsTemplate(before, deployment) ? numberOf(events) : {};
  const applied = { at, ...appliedOf(change.stream, deployment), ...numbered };
  const deleted = events.find((event) => event.type === 'DeploymentDeleted')?.payload;
  if (deleted === undefined) return [...orphansLeft(events, at), applied, ...deletionHeld(before, deployment, at)];
  // What was deleted before, and is written while it goes, goes on going.
  const written = before?.deployment.deleted === true ? [{ ...applied, isChange: true }] : [];
  return [...written, { at, kind: 'deploymentDeleted', ...deleted }];
}

function appliedOf({ uid, namespace, name }: RecordedChange['stream'], { deployment, podLife }: DeploymentState) {
  return { kind: 'deploymentApplied', deployment: { uid, namespace, name, ...deployment }, podLife } as const;
}

function bringsTemplate(before: Progress | undefined, { deployment }: DeploymentState): boolean {
  return before?.deployment.deployment.spec.template !== deployment.spec.template;
}

// Of the template it was told with; without one, it says nothing of a revision that is known.
function numberOf(events: readonly DeploymentEvent[]): Readonly<{ revision?: number }> {
  const { revision } = events.find((event) => event.type === 'WriteObserved')?.payload ?? {};
  return revision === undefined ? {} : { revision };
}

function deletionHeld(before: Progress | undefined, { deletion }: DeploymentState, at: number): readonly Input[] {
  if (deletion === undefined || before?.deployment.deletion !== undefined) return [];
  return [{ at, kind: 'deletionRequested', propagationPolicy: deletion.propagationPolicy }];
}

function modelBefore(before: Progress | undefined, { release: version }: DeploymentState, at: number): ModelState {
  const release = parseRelease(version);
  const model = before?.model ?? emptyState({ release }, at);
  return model.settings.release === release ? model : { ...model, settings: { ...model.settings, release } };
}

function nextProgress(
  before: Progress | undefined,
  recorded: RecordedChange,
  { deployment, model, at }: Outcome & Readonly<{ model: ModelState }>,
): Progress {
  const { change, events } = recorded;
  const mark = { change, at };
  return {
    created: mark,
    lastWrite: change,
    ...before,
    ...(podsSeenOf(recorded) === undefined && { lastWrite: change }),
    ...(deployment.deleted && { deleted: mark, ...deletedBefore(before) }),
    last: { ...mark, ...events.reduce(furthest, before?.last ?? START) },
    deployment,
    templateChange: before === undefined || bringsTemplate(before, deployment) ? change : before.templateChange,
    model,
  };
}

// What is written while it goes does not delete it anew.
function deletedBefore({ deleted }: Partial<Progress> = {}): Pick<Progress, 'deleted'> {
  return deleted === undefined ? {} : { deleted };
}

type Place = Readonly<{ position: bigint; streamPosition: number }>;

const START: Place = { position: 0n, streamPosition: 0 };

// Changes that were told late come earlier in time than in the log.
function furthest(a: Place, b: Place): Place {
  const { position, streamPosition } = a.position > b.position ? a : b;
  return { position, streamPosition };
}

/** Ends the rollout before and starts the one this change begins; answers what the newest rollout is to. */
function turnRollout(timeline: Timeline, before: Progress | undefined, next: Progress): PodTemplate | undefined {
  const { rollouts } = timeline;
  const { template } = next.deployment.deployment.spec;
  const target = before?.target;
  if (next.deployment.deleted) {
    endRollout(rollouts, 'Deleted', rolloutMoment(timeline));
    return target;
  }
  if (isHeldBack(next) || (target !== undefined && templatesEqual(target, template))) return target;
  const moment = rolloutMoment(timeline);
  endRollout(rollouts, 'Superseded', moment);
  const fromRevision = moment.deployment && revisionOf(moment.deployment.annotations);
  const { change, at } = next.last;
  startRollout(rollouts, { change, startedAt: at, ...(fromRevision !== undefined && { fromRevision }) });
  return template;
}

// While it is paused, or being deleted, nothing is rolled out.
function isHeldBack({ deployment: { deployment, deletion } }: Progress): boolean {
  return deployment.spec.paused || deletion !== undefined;
}
