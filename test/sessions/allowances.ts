import { podStories, restingRows } from './watched-rows.js';
import { phasesOf } from './rollout-progress.js';

/** A command line that was typed, by which kubectl then and now. */
export type TypedLine = Readonly<{
  args: readonly string[];
  namespace: string;
  recordedMinor: number;
  playedMinor: number;
}>;

/** What one stream said then and now. */
export type Sides = Readonly<{ recorded: string; played: string }>;

/** A difference that is no fault of Rollbook's. */
export type Allowance = Readonly<{
  name: string;
  /** Two runs of the real cluster differ so, another kubectl speaks so, or Rollbook is so on purpose. */
  kind: 'race' | 'client' | 'accepted';
  reason: string;
  concerns: (line: TypedLine) => boolean;
  /** What is left to compare. */
  settle: (sides: Sides) => Sides;
}>;

/** All of them: whatever else differs is a fault. docs/kubernetes-api.md lists the same. */
export const ALLOWANCES: readonly Allowance[] = [
  {
    name: 'progress of a rollout',
    kind: 'race',
    reason: 'how often, and with which numbers in between, the status is written within a phase of a rollout',
    concerns: ({ args }) => args.includes('rollout') && args.includes('status'),
    settle: both(phasesOf),
  },
  {
    name: 'rows that did not last',
    kind: 'race',
    reason: 'which states that last less than a second a watch shows',
    concerns: ({ args }) => args.includes('-w') && (args.includes('deploy') || args.includes('rs')),
    settle: both(restingRows),
  },
  {
    name: 'order of pods',
    kind: 'race',
    reason: 'in which order pods of one moment are watched, and how often each is written',
    concerns: ({ args }) => args.includes('-w') && args.includes('pods'),
    settle: both(podStories),
  },
];

function both(reduce: (text: string) => string): (sides: Sides) => Sides {
  return ({ recorded, played }) => ({ recorded: reduce(recorded), played: reduce(played) });
}
