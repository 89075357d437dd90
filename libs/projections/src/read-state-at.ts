import type { EventStore, RecordedChange } from '#libs/event-store';
import { foldModel, type ModelFold } from './model-fold.js';
import { comesLate, orderChanges } from './order-changes.js';
import { VIEWS_VERSION } from './project-changes.js';
import { lastPosition, readHistory } from './read-history.js';
import { restoreState } from './restore-state.js';
import type { ViewStore } from './view-store.js';
import type { Moment } from './view-writes.js';

export type StatePorts = Readonly<{
  log: Pick<EventStore, 'readStream' | 'readTemplates'>;
  views: Pick<ViewStore, 'load'>;
}>;

export type StateWanted = Readonly<{
  /** Changes that happened later are left out; `Infinity` leaves none out. */
  at: Moment;
  /** Stream position of the last event that counts. */
  upTo: number;
  /** Changes that may be replayed. */
  most: number;
}>;

/** A fold at a moment, and how many changes were replayed to get there: 0 when the snapshot was enough. */
export type StateAt = Readonly<{ state?: ModelFold; replayed: number }>;

/** To get to the moment, more changes would have to be replayed than may be. */
export class ReplayTooLong extends Error {
  readonly code = 'ReplayTooLong';
  readonly limit = 'replayedChanges';
  constructor(readonly most: number) {
    super(`more than ${most} changes would have to be replayed to get there: ask for the present`);
  }
}

const PAGE = 100;

/**
 * The fold of a stream at a moment: from the snapshot where that is old enough, and from the log what came after it. It needs no
 * worker: where views are behind, missing or of another version, it replays more.
 * @throws ReplayFailed, ReplayTooLong
 */
export async function readStateAt(ports: StatePorts, streamId: number, wanted: StateWanted): Promise<StateAt> {
  const base = await snapshotBefore(ports, streamId, wanted);
  let fold: StateAt = { ...(base && { state: base }), replayed: 0 };
  let after = base?.last.streamPosition ?? 0;
  while (after < wanted.upTo) {
    const page = untilPosition(await ports.log.readStream(streamId, after, PAGE), wanted);
    if (page.length === 0) break;
    if (comesLate(fold.state?.last, page)) return replayAll(ports, streamId, wanted);
    fold = foldOn(fold, untilMoment(page, wanted), wanted);
    after = lastPosition(page);
  }
  return fold;
}

async function snapshotBefore(
  { log, views }: StatePorts,
  streamId: number,
  { at, upTo }: StateWanted,
): Promise<ModelFold | undefined> {
  const checkpoint = await views.load(streamId);
  if (checkpoint?.version !== VIEWS_VERSION || checkpoint.streamPosition > upTo) return undefined;
  const state = await restoreState(log, checkpoint);
  return state !== undefined && state.last.at <= at ? state : undefined;
}

function untilPosition(changes: readonly RecordedChange[], { upTo }: StateWanted): readonly RecordedChange[] {
  return changes.filter(({ events }) => events.every(({ streamPosition }) => streamPosition <= upTo));
}

// Of changes in the order they happened in; without its creation there is nothing to change.
function untilMoment(ordered: readonly RecordedChange[], { at }: StateWanted): readonly RecordedChange[] {
  const end = ordered.findIndex(({ occurredAt }) => occurredAt > at);
  return end < 0 ? ordered : ordered.slice(0, end);
}

function foldOn(fold: StateAt, changes: readonly RecordedChange[], { most }: StateWanted): StateAt {
  const replayed = fold.replayed + changes.length;
  if (replayed > most) throw new ReplayTooLong(most);
  const state = foldModel(fold.state, changes);
  return { ...(state && { state }), replayed };
}

// What was told late happened earlier: only the whole stream says in which order.
async function replayAll({ log }: StatePorts, streamId: number, wanted: StateWanted): Promise<StateAt> {
  const known = untilPosition(await readHistory(log, streamId, PAGE), wanted);
  return foldOn({ replayed: 0 }, untilMoment(orderChanges(known), wanted), wanted);
}
