import { type Allowance, both, type Sides } from './allowance.js';

/** Where Rollbook answers otherwise than the recorded cluster, on purpose. */
export const ACCEPTED: readonly Allowance[] = [
  {
    name: 'prose of explain',
    kind: 'accepted',
    reason: 'the API documents carry little prose, and in our own words; fields, types and enums are compared',
    concerns: ({ args }) => args.includes('explain'),
    settle: both(withoutProse),
  },
  {
    name: 'served resources',
    kind: 'accepted',
    reason: 'Rollbook serves what a rollout is made of, not the whole API of a cluster; what it serves is compared',
    concerns: ({ args }) => args.includes('api-resources') || args.includes('api-versions'),
    settle: linesOfNow,
  },
  {
    name: 'other namespaces',
    kind: 'accepted',
    reason: 'the recorded cluster held namespaces and Deployments of other work; those of the session are compared',
    concerns: ({ args }) => args.includes('-A') || args.includes('ns'),
    settle: both((text, { namespace }) => linesOf(text, (line, at) => at === 0 || line.startsWith(`${namespace} `))),
  },
  {
    name: 'who one is',
    kind: 'accepted',
    reason: 'the recorded person bore a certificate of the cluster, with its uid and groups; the name is compared',
    concerns: ({ args }) => args.includes('whoami'),
    settle: both((text) => linesOf(text, (line) => /^(ATTRIBUTE|Username) /.test(line))),
  },
];

// Fields stand by two blanks, what is said of them by four.
function withoutProse(text: string): string {
  return linesOf(text, (line) => /^(?: {2})?\S/.test(line) && !line.startsWith('DESCRIPTION'));
}

// All that is said now has been said then, in the same words.
function linesOfNow({ recorded, played }: Sides): Sides {
  const words = (line: string): string => line.split(/\s+/).join(' ');
  const now = new Set(played.split('\n').map(words));
  return { recorded: linesOf(recorded, (line) => now.has(words(line))), played };
}

function linesOf(text: string, isKept: (line: string, at: number) => boolean): string {
  return text.split('\n').filter(isKept).join('\n');
}
