import type { Comparison } from './compare-outcome.js';
import type { SessionComparison } from './compare-session.js';

const COLUMNS = ['lines', 'equal', 'race', 'client', 'accepted', 'differs'] as const;
const HALF = 78;

/** One row a session: how many command lines came out the same, and how many only but for what is allowed. */
export function tableOf(sessions: readonly SessionComparison[]): string {
  const rows = sessions.map(({ session, kubectl, lateSeconds, comparisons }) => [
    ...[session, kubectl, ...countsOf(comparisons)],
    lateSeconds.toFixed(1),
  ]);
  const all = sessions.flatMap(({ comparisons }) => comparisons);
  const cells = [['session', 'kubectl', ...COLUMNS, 'late s'], ...rows, ['all', '', ...countsOf(all)]];
  return cells
    .map(([session = '', kubectl = '', ...counts]) =>
      [session.padEnd(30), kubectl.padEnd(20), ...counts.map((count) => count.padStart(8))].join(' '),
    )
    .join('\n');
}

/** Each difference with both sides beside each other; then what was allowed, how often and why. */
export function detailsOf(sessions: readonly SessionComparison[]): string {
  const differing = sessions.flatMap(({ session, kubectl, comparisons }) =>
    comparisons
      .filter(({ verdict }) => verdict === 'differs')
      .map((comparison) => `\n${session}, ${kubectl}: ${comparison.commandLine}\n${besideEachOther(comparison)}`),
  );
  return [...differing, allowedOf(sessions)].join('\n');
}

function allowedOf(sessions: readonly SessionComparison[]): string {
  const used = sessions.flatMap(({ comparisons }) => comparisons).filter(({ verdict }) => verdict !== 'differs');
  const all = used.flatMap(({ allowances }) => allowances);
  return [...new Set(all)]
    .map((one) => {
      const times = all.filter((other) => other === one).length;
      return `${one.kind}: ${one.name} (${times} times): ${one.reason}`;
    })
    .join('\n');
}

function countsOf(comparisons: readonly Comparison[]): readonly string[] {
  return COLUMNS.map((column) => {
    const counted = comparisons.filter(({ verdict }) => column === 'lines' || verdict === column);
    return String(counted.length);
  });
}

function besideEachOther({ differences }: Comparison): string {
  return differences
    .map(({ stream, recorded, played }) => {
      const [left, right] = [recorded.split('\n'), played.split('\n')];
      const height = Math.max(left.length, right.length);
      const lines = Array.from({ length: height }, (_, at) => sideBySide(left[at], right[at]));
      return [`  ${stream}: ${'recorded'.padEnd(HALF - stream.length)}   now`, ...lines].join('\n');
    })
    .join('\n');
}

function sideBySide(left = '', right = ''): string {
  return `  ${left.padEnd(HALF)} ${left === right ? ' ' : '|'} ${right}`;
}
