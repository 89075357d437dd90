import type { RecordedChange } from '#libs/event-store';
import { deploymentRow } from './deployment-row.js';
import { type Progress, replayChange, runUntilQuiet } from './replay-change.js';
import type { Loose, OpenSpans, ProjectionState } from './projection-state.js';
import { type RevisionLog, unsettledRevisions } from './revision-log.js';
import { rolloutRows, rolloutsFrom, unsettledRollouts } from './rollout-log.js';
import { encodeSnapshot } from './snapshot.js';
import { type SpanLog, spansSince } from './span-log.js';
import { beginTemplateBook, hashOf } from './template-book.js';
import { beginTimeline, type Timeline } from './timeline.js';
import type { Cut, Moment, RevisionRow, ViewWrites } from './view-writes.js';

/** Meaning of the fold below: raise it whenever the same events make other rows, and all views are built anew. */
export const VIEWS_VERSION = 9;

/** A recorded change cannot be replayed; `done` changes before it can. */
export class ReplayFailed extends Error {
  readonly code = 'ReplayFailed';
  constructor(
    readonly change: bigint,
    readonly done: number,
    override readonly cause: unknown,
  ) {
    super(`change ${change} cannot be replayed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

export type Projected = Readonly<{
  /** How many of the changes were folded: fewer than given when they made too many rows for one save. */
  taken: number;
  state: ProjectionState;
  writes: ViewWrites;
}>;

/**
 * Folds the next changes of one stream, in the order of `orderChanges`, and answers where to go on from and what to write.
 * The model runs on until nothing is due, so rows reach into the future: the next change makes those from here on anew.
 * @throws ReplayFailed
 */
export function projectChanges(
  base: ProjectionState | undefined,
  changes: readonly RecordedChange[],
  mostRows = MOST_ROWS,
): Projected {
  const timeline = beginTimeline(base, beginTemplateBook(base?.templates ?? new Map()));
  let progress: Progress | undefined = base;
  let taken = 0;
  let last: RecordedChange | undefined;
  for (const change of changes) {
    if (timeline.spans.pods.closed.length > mostRows) break;
    progress = orFail(change, taken, () => replayChange(timeline, progress, change));
    last = change;
    taken += 1;
  }
  if (progress === undefined || last === undefined) throw new Error('there is no change to project');
  const settled = stateOf(timeline, progress);
  orFail(last, taken - 1, () => runUntilQuiet(timeline, settled.model));
  const state = { ...settled, loose: looseOf(timeline, settled) };
  return { taken, state, writes: writesOf(timeline, { base, state, last }) };
}

// A thousand replicas make five thousand rows a change.
const MOST_ROWS = 20_000;

/** A change that cannot be replayed is named. */
export function orFail<T>(change: RecordedChange, done: number, fold: () => T): T {
  try {
    return fold();
  } catch (cause) {
    throw new ReplayFailed(change.change, done, cause);
  }
}

function stateOf(timeline: Timeline, progress: Progress): Omit<ProjectionState, 'loose'> {
  const { spans, touched, revisions, rollouts, eventCount, book } = timeline;
  for (const log of Object.values(spans)) log.ended.clear();
  const { model, deployment, target } = progress;
  const templates = [
    deployment.deployment.spec.template,
    ...(deployment.beneath ? [deployment.beneath.deployment.spec.template] : []),
    ...(target ? [target] : []),
    ...(model.deployment ? [model.deployment.spec.template] : []),
    ...model.replicaSets.map(({ template }) => template),
  ];
  const open: OpenSpans = {
    deployment: Object.fromEntries(spans.deployment.open),
    replicaSets: Object.fromEntries(spans.replicaSets.open),
    pods: Object.fromEntries(spans.pods.open),
  };
  return {
    ...progress,
    open,
    touched: {
      deployment: [...touched.deployment],
      replicaSets: [...touched.replicaSets],
      pods: [...touched.pods],
    },
    revisions: unsettledRevisions(revisions, progress.last.at),
    rollouts: unsettledRollouts(rollouts, progress.last.at),
    controllerEvents: eventCount,
    templates: new Map(templates.map((template) => [template, hashOf(book, template)])),
  };
}

// What was open at the last change and ended in the time after it.
function looseOf({ spans, revisions }: Timeline, { open, revisions: before }: Omit<ProjectionState, 'loose'>): Loose {
  const endedOf = (log: SpanLog<object>, were: Readonly<Record<string, unknown>>) =>
    [...log.ended].filter((name) => were[name] !== undefined);
  const present = new Set(revisions.rows);
  const altered = before.filter((row) => !present.has(row));
  return {
    deployment: endedOf(spans.deployment, open.deployment),
    replicaSets: endedOf(spans.replicaSets, open.replicaSets),
    pods: endedOf(spans.pods, open.pods),
    revisions: altered.map(({ number, createdAt }) => [number, createdAt]),
  };
}

function writesOf(
  timeline: Timeline,
  { base, state, last }: Readonly<{ base: ProjectionState | undefined; state: ProjectionState; last: RecordedChange }>,
): ViewWrites {
  const { spans, revisions, rollouts, events } = timeline;
  const { streamPosition, position } = state.last;
  const cut = cutAfter(base);
  const loose = base?.loose ?? NONE;
  return {
    streamId: last.stream.id,
    base: base?.last.streamPosition ?? 0,
    checkpoint: { streamPosition, position, version: VIEWS_VERSION, snapshot: encodeSnapshot(state) },
    cut,
    deployment: deploymentRow(last.stream, state, { goneAt: goneAt(timeline), quietAt: timeline.at }),
    deploymentSpans: spansSince(spans.deployment, cut.from, loose.deployment),
    replicaSetSpans: spansSince(spans.replicaSets, cut.from, loose.replicaSets),
    podSpans: spansSince(spans.pods, cut.from, loose.pods),
    revisions: revisionsSince(revisions, base),
    rollouts: rolloutRows(rollouts),
    controllerEvents: events,
  };
}

// Orphans stay for good.
function goneAt({ spans, at }: Timeline): Moment {
  return Object.values(spans).some(({ open }) => open.size > 0) ? Infinity : at;
}

const NONE: Loose = { deployment: [], replicaSets: [], pods: [], revisions: [] };

// Rows of before that nobody altered are stored as they are.
function revisionsSince({ rows }: RevisionLog, base: ProjectionState | undefined): readonly RevisionRow[] {
  if (base === undefined) return rows;
  const isLoose = ({ number, createdAt }: RevisionRow) =>
    base.loose.revisions.some(([other, at]) => other === number && at === createdAt);
  const stored = new Set(base.revisions.filter((row) => row.createdAt < base.last.at && !isLoose(row)));
  return rows.filter((row) => !stored.has(row));
}

function cutAfter(base: ProjectionState | undefined): Cut {
  if (base === undefined) return { from: -Infinity, rolloutsFrom: -Infinity, eventsAfter: 0 };
  const { last, rollouts, controllerEvents } = base;
  return { from: last.at, rolloutsFrom: rolloutsFrom(rollouts, last.at), eventsAfter: controllerEvents };
}
