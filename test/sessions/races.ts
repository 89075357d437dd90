import { type Allowance, both } from './allowance.js';
import { phasesOf } from './rollout-progress.js';
import { podStories, restingRows } from './watched-rows.js';

/** What differs from one run of the real cluster to the next: the recordings of the same story show it. */
export const RACES: readonly Allowance[] = [
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
