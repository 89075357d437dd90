import type { Allowance, Sides, TypedLine } from './allowance.js';
import { ALLOWANCES } from './allowances.js';
import { normalise } from './normalise.js';
import type { Outcome } from './recorded-session.js';

export type Comparison = Readonly<{
  commandLine: string;
  verdict: 'equal' | Allowance['kind'] | 'differs';
  /** The allowances without which it would differ. */
  allowances: readonly Allowance[];
  /** What still differs, masked. */
  differences: readonly (Sides & Readonly<{ stream: string }>)[];
}>;

/** Compares what a command line left behind with what it left behind when it was recorded. */
export function compareOutcome(line: TypedLine, recorded: Outcome, played: Outcome): Comparison {
  const used = new Set<Allowance>();
  const streams = (['stdout', 'stderr'] as const).map((stream) => {
    const sides = { recorded: recorded[stream], played: played[stream] };
    const allowances = ALLOWANCES.filter(({ kind, concerns }) => isOf(kind, stream) && concerns(line));
    return { stream, ...settle(line, sides, { allowances, used }) };
  });
  const isAnyEnd = [...used].some(({ allowsAnyEnd = false }) => allowsAnyEnd);
  const codes = isAnyEnd ? [played, played] : [recorded, played];
  const [then = '', now = ''] = codes.map(({ exitCode }) => String(exitCode));
  const exit = { stream: 'exit code', recorded: then, played: now };
  const differences = [...streams, exit].filter((sides) => sides.recorded !== sides.played);
  return {
    commandLine: `kubectl ${line.args.join(' ')}`,
    verdict: differences.length > 0 ? 'differs' : verdictOf([...used]),
    allowances: [...used],
    differences,
  };
}

// What is warned of and what failed is not left to chance, and nothing else is said there on purpose.
function isOf(kind: Allowance['kind'], stream: 'stdout' | 'stderr'): boolean {
  return stream === 'stdout' || kind === 'client';
}

type Allowed = Readonly<{ allowances: readonly Allowance[]; used: Set<Allowance> }>;

// One after the other, and no more than are needed.
function settle(line: TypedLine, sides: Sides, { allowances, used }: Allowed): Sides {
  let settled = sides;
  for (const allowance of allowances) {
    if (isEqual(settled)) break;
    const next = allowance.settle(settled, line);
    if (next.recorded === settled.recorded && next.played === settled.played) continue;
    settled = next;
    used.add(allowance);
  }
  return { recorded: normalise(settled.recorded), played: normalise(settled.played) };
}

function isEqual({ recorded, played }: Sides): boolean {
  return normalise(recorded) === normalise(played);
}

function verdictOf(used: readonly Allowance[]): Comparison['verdict'] {
  const kinds = used.map(({ kind }) => kind);
  return (['accepted', 'race', 'client'] as const).find((kind) => kinds.includes(kind)) ?? 'equal';
}
