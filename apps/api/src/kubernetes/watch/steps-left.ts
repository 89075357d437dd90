import type { Step } from './step.js';
import type { Frontier, StepWindow, WatchWorld } from './watch-world.js';

/** What is still to be read of some windows, up to a frontier. */
export type StepsLeft = { windows: readonly StepWindow[]; readonly upTo: Frontier };

/** Reads on, and notes what is left then: when it fails it can be called again. */
export async function readOn(world: Pick<WatchWorld, 'readSteps'>, left: StepsLeft): Promise<readonly Step[]> {
  const { steps, upTo } = await world.readSteps(left.windows, left.upTo);
  left.windows = upTo >= left.upTo.at ? [] : left.windows.map((window) => movedTo(window, upTo));
  return steps;
}

function movedTo(window: StepWindow, moment: number): StepWindow {
  const { stream, resources, after, rewritten } = window;
  if (rewritten !== undefined && rewritten.at > moment) return window;
  return { stream, resources, after: Math.max(after, moment) };
}
