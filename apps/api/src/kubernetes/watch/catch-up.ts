import type { Joined } from './watch-hub.js';
import type { StepsLeft } from './steps-left.js';
import type { ChangedStream, Known, Scope, StepWindow, WatchWorld } from './watch-world.js';

/** What somebody who joined missed: the steps of its scope between what it knows and where it came in. */
export async function findMissed(
  world: Pick<WatchWorld, 'unsettledStreams'>,
  scope: Scope,
  known: Known,
  { frontier, changed }: Joined,
): Promise<StepsLeft> {
  const resources = [scope.resource];
  const { againAfter: after } = known;
  const moving = after < frontier.at ? await world.unsettledStreams(scope, after) : [];
  const windows = new Map<number, StepWindow>();
  for (const stream of moving) windows.set(stream.streamId, { stream, resources, after });
  const upTo = { ...frontier, at: Math.max(known.frontier.at, frontier.at) };
  for (const stream of changed)
    windows.set(stream.streamId, { stream, resources, ...fromChange(stream, known, upTo.at) });
  return { windows: [...windows.values()], upTo };
}

type From = Pick<StepWindow, 'after' | 'rewritten'>;

function fromChange({ firstAt, recordedAt }: ChangedStream, { frontier, againAfter }: Known, upTo: number): From {
  const { at, position } = frontier;
  if (firstAt > at) return { after: againAfter };
  return { after: at, rewritten: { at: Math.min(recordedAt, upTo), toldPosition: position, tellAll: true } };
}
