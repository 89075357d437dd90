import { type Allowance, both, type TypedLine } from './allowance.js';
import { minorOf } from './find-kubectls.js';

/**
 * What one kubectl says and another does not, to the same answers of the same server. Each was seen by asking the other kubectl
 * with the recorded answers; `since` is the first minor release that says it, `by` the command that does, where others may too.
 */
const WORDS: readonly Readonly<{ since: number; name: string; says: RegExp; instead?: string; by?: string }>[] = [
  { since: 28, name: 'annotated', says: /^(\S+ annotate)d$/gm, instead: '$1' },
  { since: 30, name: 'enums of explain', says: /^ +enum: .*\n/gm },
  { since: 30, name: 'node selectors and tolerations', says: /^ +(Node-Selectors|Tolerations):\s+<none>\n/gm },
  {
    since: 32,
    name: 'why nothing is scaled',
    says: /^(error: no objects passed to scale).*$/gm,
    instead: '$1',
  },
  { since: 33, name: 'terminating replicas in a history', says: /^ +"terminatingReplicas": \d+,\n/gm, by: 'history' },
  {
    since: 34,
    name: 'the namespace of what is deleted',
    says: /^(\S+ "[^"]+" deleted) from \S+ namespace$/gm,
    instead: '$1',
  },
  {
    since: 34,
    name: 'last-applied after an undo',
    says: /^Warning: resource \S+ was previously managed with 'kubectl apply'\..*\n/gm,
  },
];

const VERSION: Allowance = {
  name: "kubectl's own version",
  kind: 'client',
  reason: '`kubectl version` tells of the client itself; the version of the server is compared',
  concerns: ({ args, recordedBy, playedBy }) => args.includes('version') && recordedBy !== playedBy,
  settle: both((text) => /^Server Version: .*?(v1\.\d+\.\d+)/m.exec(text)?.[1] ?? ''),
};

const WHOAMI: Allowance = {
  name: 'whoami',
  kind: 'client',
  reason: 'asked for at a version that this release serves by kubectl since 1.28; nothing else is compared',
  concerns: (line) => line.args.includes('whoami') && liesBetween(28, line),
  settle: both(() => ''),
  allowsAnyEnd: true,
};

export const CLIENT_WORDS: readonly Allowance[] = [
  VERSION,
  WHOAMI,
  ...WORDS.map(({ since, name, says, instead = '', by }) => ({
    name,
    kind: 'client' as const,
    reason: `said by kubectl since 1.${since}`,
    concerns: (line: TypedLine) => liesBetween(since, line) && (by === undefined || line.args.includes(by)),
    settle: both((text) => text.replace(says, instead)),
  })),
];

/** Whether one of the two says it and the other does not. */
function liesBetween(since: number, { recordedBy, playedBy }: TypedLine): boolean {
  const [older, newer] = [minorOf(recordedBy), minorOf(playedBy)].sort((a, b) => a - b);
  return (older ?? 0) < since && since <= (newer ?? 0);
}
