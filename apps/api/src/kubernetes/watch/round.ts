import type { StreamPlace } from './step.js';
import type { StepsLeft } from './steps-left.js';
import type { Told } from './told.js';
import type { ChangedStream, StepWindow, WatchWorld } from './watch-world.js';

/** The way from one frontier to the next: the steps in between that are not told yet. */
export type Round = StepsLeft & Readonly<{ streams: readonly StreamPlace[]; recordedAt: number }>;

/**
 * Milliseconds that are let pass before a step that the views foretold is told: a change that cuts it off is in the log
 * some milliseconds after it occurred.
 */
export const GRACE = 25;

/** Milliseconds for which all wait until the views show what changed; then the others go on. */
export const LONGEST_BEHIND = 10_000;

type ResourcesAt = (place: StreamPlace) => readonly string[];

/** Finds what is to be told next. */
export async function openRound(world: WatchWorld, told: Told, resourcesAt: ResourcesAt): Promise<Round> {
  const { frontier } = told;
  const now = world.now();
  const { position, recordedAt } = await world.head();
  const changed = position > frontier.position ? await world.changedStreams(frontier.position, position) : [];
  const wanted = changed.filter((stream) => resourcesAt(stream).length > 0);
  const unseen = await findUnseen(world, told, wanted);
  // A change tells itself at once: nothing that is still to be recorded can cut it off. What came late is told as of its recording.
  const moments = wanted.map((change) => (told.isLate(change) ? change.recordedAt : change.lastAt));
  const at = moments.reduce((latest, moment) => (moment <= now ? Math.max(latest, moment) : latest), now - GRACE);
  const upTo = { position, at: Math.max(frontier.at, at) };
  const windows = takeWindows(told, { changed, wanted, unseen, at: upTo.at })
    .map((window) => ({ ...window, resources: resourcesAt(window.stream) }))
    .filter(({ resources }) => resources.length > 0);
  return { windows, upTo, recordedAt, streams: windows.map(({ stream }) => stream) };
}

/** Notes that a round was told. */
export async function closeRound(world: WatchWorld, told: Told, { upTo, recordedAt, streams }: Round): Promise<void> {
  const ids = streams.map(({ streamId }) => streamId);
  const next = ids.length === 0 ? new Map<number, number>() : await world.nextMoments(ids, upTo.at);
  told.advance(upTo, recordedAt, streams, next);
}

// Those that were waited for once in vain are looked at, and not waited for again.
async function findUnseen(
  world: WatchWorld,
  { behind }: Told,
  wanted: readonly ChangedStream[],
): Promise<ReadonlySet<number>> {
  const late = new Map([...behind].map(([streamId, { stream }]) => [streamId, stream]));
  for (const stream of wanted) if (late.has(stream.streamId)) late.set(stream.streamId, stream);
  const fresh = wanted.filter(({ streamId }) => !late.has(streamId));
  const [unseen, stillUnseen] = await Promise.all([
    fresh.length === 0 ? NONE : world.waitForViews(fresh, LONGEST_BEHIND),
    late.size === 0 ? NONE : world.waitForViews([...late.values()], 0),
  ]);
  return new Set([...unseen, ...stillUnseen]);
}

const NONE: ReadonlySet<number> = new Set();

type Found = Readonly<{
  changed: readonly ChangedStream[];
  wanted: readonly ChangedStream[];
  unseen: ReadonlySet<number>;
  at: number;
}>;

function takeWindows(told: Told, { changed, wanted, unseen, at }: Found): readonly Omit<StepWindow, 'resources'>[] {
  const { due, frontier } = told;
  const windows = new Map<number, Omit<StepWindow, 'resources'>>();
  for (const stream of due.takeUntil(at)) windows.set(stream.streamId, { stream, after: frontier.at });
  for (const stream of changed) due.set(stream, undefined); // it has another plan now
  for (const stream of wanted) windows.set(stream.streamId, { stream, ...told.fromChange(stream, at) });
  for (const { stream, told: own } of told.takeSeen(unseen))
    windows.set(stream.streamId, {
      stream,
      after: own.at,
      rewritten: { at, toldPosition: own.position, tellAll: false },
    });
  for (const stream of wanted) if (unseen.has(stream.streamId)) told.fallBehind(stream, frontier);
  return [...windows.values()].filter(({ stream }) => !unseen.has(stream.streamId));
}
