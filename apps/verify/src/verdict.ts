import type { Report } from './check-export.js';
import { CannotVerify, Fault } from './fault.js';

/** What is said of an export that is whole. */
export function verdict({ header, events, heads, newest, closed }: Report, isTrusted: boolean): readonly string[] {
  const { head, signer } = newest;
  return [
    `whole: events ${header.from} to ${header.to}, ${counted(events, 'event')}, ${counted(heads, 'head')} of ${header.origin}`,
    `newest head: ${head.size} events, signed ${new Date(head.time).toISOString()} by key ${signer.number}, ${signer.fingerprint}`,
    isTrusted
      ? 'trusted: by the key you gave'
      : 'NOT trusted: no key was given, so this shows only that the file agrees with itself (--key)',
    ...personLines(header, closed),
  ];
}

function personLines({ persons, erased, exportedAt }: Report['header'], closed: Report['closed']): readonly string[] {
  const at = new Date(exportedAt).toISOString();
  if (persons === 'sealed')
    return [`persons: left sealed by whoever exported at ${at}; that they are the same is proved`];
  if (erased.length === 0) return [`persons: exported at ${at}, before anybody was erased`];
  const shown = [...closed].filter(([person]) => erased.some((one) => one.person === person));
  const named = shown.map(([person, events]) => `#${person} (${counted(events, 'event')})`);
  return [
    `persons: exported at ${at}, when ${counted(erased.length, 'person')} had been erased`,
    ...(named.length === 0
      ? []
      : [`erased persons here: ${named.join(', ')}; what they did is proved, who they were is gone`]),
  ];
}

/** What is said of one that is not, and what to exit with: 1 when it was altered, 2 when that cannot be told. */
export function failure(error: unknown): Readonly<{ line: string; exitCode: 1 | 2 }> {
  if (error instanceof Fault) return { line: `FAULT at position ${error.position}: ${error.message}`, exitCode: 1 };
  if (error instanceof CannotVerify) return { line: `cannot verify: ${error.message}`, exitCode: 2 };
  throw error;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
