import { type Allowance, both } from './allowance.js';
import { normalise } from './normalise.js';
import { lateLook, phasesOf } from './rollout-progress.js';
import { wholeScalings } from './scalings.js';
import { podStories, restingRows } from './watched-rows.js';

/** What differs from one run of the real cluster to the next: the recordings of the same story show it. */
export const RACES: readonly Allowance[] = [
  {
    name: 'progress of a rollout',
    kind: 'race',
    reason: 'how often, and with which numbers in between, the status is written within a phase of a rollout',
    concerns: ({ args }) => args.includes('rollout') && args.includes('status'),
    settle: both((text) => phasesOf(text)),
  },
  {
    name: 'a late look at a rollout',
    kind: 'race',
    reason:
      'what was typed later than recorded, since kubectl or the machine was slower, finds the first phase further on, or over',
    concerns: ({ args, lateSeconds }) => lateSeconds > 0 && args.includes('rollout') && args.includes('status'),
    settle: (sides) => lateLook(sides),
  },
  {
    name: 'rows that did not last',
    kind: 'race',
    reason: 'which states that last less than a second a watch shows',
    concerns: ({ args }) => args.includes('-w') && (args.includes('deploy') || args.includes('rs')),
    settle: both((text, _, seconds) => restingRows(text, seconds)),
  },
  {
    name: 'order of pods',
    kind: 'race',
    reason: 'in which order pods of one moment are watched, and how often each is written',
    concerns: ({ args }) => args.includes('-w') && args.includes('pods'),
    settle: both((text) => podStories(text)),
  },
  {
    name: 'steps of a scaling',
    kind: 'race',
    reason:
      'in how many steps a ReplicaSet is scaled while pods get ready one after another; from where to where is compared',
    concerns: ({ args }) => args.includes('events') || args.includes('describe'),
    settle: (sides) => wholeScalings(sides),
  },
  {
    name: 'events of one second',
    kind: 'race',
    reason: '`kubectl events` sorts by whole seconds, and what is of one second stands as chance has it',
    concerns: ({ args }) => args.includes('events') && !args.includes('get'),
    settle: both((text) => normalise(text).split('\n').sort().join('\n')),
  },
];
