import type { EventStore, RecordedChange } from '#libs/event-store';
import { lastPosition, readHistory } from './read-history.js';
import { comesLate, orderChanges } from './order-changes.js';
import { type Projected, projectChanges, ReplayFailed, VIEWS_VERSION } from './project-changes.js';
import type { ProjectionState } from './projection-state.js';
import { restoreState } from './restore-state.js';
import { type StoredCheckpoint, type ViewStore, ViewsUnsavable } from './view-store.js';
import type { ViewWrites } from './view-writes.js';

export type CatchUpPorts = Readonly<{
  log: Pick<EventStore, 'readStream' | 'readTemplates'>;
  views: ViewStore;
  /** States this process came to: a stream that is still warm is gone on with without reading its snapshot. */
  warm?: WarmStates;
}>;

/** A memory that may forget at any time. */
export type WarmStates = Readonly<{
  get: (streamId: number) => ProjectionState | undefined;
  set: (streamId: number, state: ProjectionState) => void;
  delete: (streamId: number) => void;
}>;

/** The views show all events of the stream, or it is parked before one that cannot be replayed. */
export type CaughtUp =
  | Readonly<{ kind: 'caughtUp'; streamPosition: number }>
  | Readonly<{ kind: 'parked'; streamPosition: number; reason: string }>;

export type CatchUpOptions = Readonly<{
  /** Tries a parked stream again, which a newer Rollbook may be able to read. */
  retryParked?: boolean;
  /** Hears how many events were taken in, page by page. */
  onPage?: (events: number) => void;
}>;

/** The views were made by a fold of another meaning; going on would mix the two. */
export class ViewsOfOtherVersion extends Error {
  readonly code = 'ViewsOfOtherVersion';
  constructor(readonly stored: number) {
    super(
      stored < VIEWS_VERSION
        ? `the views are of version ${stored}, this Rollbook makes version ${VIEWS_VERSION}: they must be rebuilt`
        : `the views are of version ${stored}, this Rollbook makes version ${VIEWS_VERSION}: run the newer Rollbook`,
    );
  }
}

// A template may have a megabyte, and every change may bring one.
const PAGE = 200;

/**
 * Brings the views of a stream to its newest event, page by page. Twice is once; when another worker does the same, the
 * work is done once and the other finds nothing to do. A parked stream is left alone unless `retryParked`.
 * @throws ViewsOfOtherVersion
 */
export async function catchUp(ports: CatchUpPorts, streamId: number, options: CatchUpOptions = {}): Promise<CaughtUp> {
  const work = { ...ports, ...options, streamId };
  const warm = ports.warm?.get(streamId);
  if (warm !== undefined) {
    ports.warm?.delete(streamId); // another attempt after a failure begins from what is stored
    const outcome = await goOn(work, warm);
    if (outcome !== 'outrun') return outcome;
  }
  return catchUpFromStore(work);
}

async function catchUpFromStore(work: Work): Promise<CaughtUp> {
  for (;;) {
    const checkpoint = await work.views.load(work.streamId);
    refuseOtherVersion(checkpoint);
    if (checkpoint?.parkedReason !== undefined && work.retryParked !== true) {
      return { kind: 'parked', streamPosition: checkpoint.streamPosition, reason: checkpoint.parkedReason };
    }
    const outcome = await goOn(work, await restoreState(work.log, checkpoint));
    if (outcome !== 'outrun') return outcome;
  }
}

function refuseOtherVersion(checkpoint: StoredCheckpoint | undefined): void {
  if (checkpoint === undefined || checkpoint.version === VIEWS_VERSION) return;
  throw new ViewsOfOtherVersion(checkpoint.version);
}

type Work = CatchUpPorts & CatchUpOptions & Readonly<{ streamId: number }>;

async function goOn(work: Work, from: ProjectionState | undefined): Promise<CaughtUp | 'outrun'> {
  let state = from;
  for (;;) {
    const base = placeOf(state);
    const changes = await work.log.readStream(work.streamId, base, PAGE);
    if (changes.length === 0) return rest(work, state);
    const step = await take(work, state, changes);
    if (step.kind === 'outrun') return 'outrun';
    if (step.kind === 'failed') return park(work, base, step.error);
    if (step.kind === 'replayed') return { kind: 'caughtUp', streamPosition: step.streamPosition };
    work.onPage?.(placeOf(step.state) - base);
    state = step.state;
  }
}

function rest({ warm, streamId }: Work, state: ProjectionState | undefined): CaughtUp {
  if (state !== undefined) warm?.set(streamId, state);
  return { kind: 'caughtUp', streamPosition: placeOf(state) };
}

type Step =
  | Readonly<{ kind: 'saved'; state: ProjectionState }>
  | Readonly<{ kind: 'replayed'; streamPosition: number }>
  | Readonly<{ kind: 'outrun' }>
  | Readonly<{ kind: 'failed'; error: ReplayFailed | ViewsUnsavable }>;

async function take(work: Work, state: ProjectionState | undefined, changes: readonly RecordedChange[]): Promise<Step> {
  try {
    return comesLate(state?.last, changes)
      ? await replayAll(work, placeOf(state))
      : await savePage(work, projectUntilFailure(state, changes));
  } catch (error) {
    if (!(error instanceof ReplayFailed || error instanceof ViewsUnsavable)) throw error;
    // The page is made smaller until the change alone is left that cannot be saved.
    const isAlone = error instanceof ReplayFailed || changes.length === 1;
    return isAlone ? { kind: 'failed', error } : take(work, state, changes.slice(0, Math.ceil(changes.length / 2)));
  }
}

async function savePage({ views }: Work, { writes, state }: Projected): Promise<Step> {
  return (await views.save(writes)) ? { kind: 'saved', state } : { kind: 'outrun' };
}

// What comes before a change that cannot be replayed is shown: the next page begins with that change.
function projectUntilFailure(state: ProjectionState | undefined, changes: readonly RecordedChange[]): Projected {
  try {
    return projectChanges(state, changes);
  } catch (error) {
    if (!(error instanceof ReplayFailed) || error.done === 0) throw error;
    return projectUntilFailure(state, changes.slice(0, error.done));
  }
}

async function replayAll({ log, views, streamId }: Work, base: number): Promise<Step> {
  const changes = await readHistory(log, streamId, PAGE);
  const saved = await views.replace(streamId, base, foldsOf(changes));
  return saved ? { kind: 'replayed', streamPosition: lastPosition(changes) } : { kind: 'outrun' };
}

function* foldsOf(changes: readonly RecordedChange[]): Iterable<ViewWrites> {
  const ordered = orderChanges(changes);
  let state: ProjectionState | undefined;
  for (let index = 0; index < ordered.length;) {
    const projected = projectChanges(state, ordered.slice(index, index + PAGE));
    state = projected.state;
    index += projected.taken;
    yield projected.writes;
  }
}

function placeOf(state: ProjectionState | undefined): number {
  return state?.last.streamPosition ?? 0;
}

async function park({ views, streamId }: Work, base: number, failed: Error): Promise<CaughtUp> {
  await views.park({ streamId, base, version: VIEWS_VERSION, reason: failed.message });
  return { kind: 'parked', streamPosition: base, reason: failed.message };
}
