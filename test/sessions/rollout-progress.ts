import type { Sides } from './allowance.js';

/**
 * What `kubectl rollout status` says, with the first line of each phase alone: how often the status is written while a phase
 * lasts, and with which numbers in between, is a race of the two controllers and of kubectl.
 */
export function phasesOf(text: string): string {
  const lines = text.split('\n');
  return lines.filter((line, at) => at === 0 || phaseOf(line) !== phaseOf(lines[at - 1] ?? '')).join('\n');
}

/**
 * The same phases on both sides when the one that is played is a look further on in the first of them, or came when it was over: who
 * types late sees that much less. Both come as `phasesOf` leaves them.
 */
export function lateLook({ recorded, played }: Sides): Sides {
  const [first = '', ...rest] = recorded.split('\n');
  const [look = '', ...others] = played.split('\n');
  const isFurther = phaseOf(look) === phaseOf(first) && doneOf(look) > doneOf(first) && isSame(rest, others);
  return isFurther || isSame(rest, [look, ...others]) ? { recorded: played, played } : { recorded, played };
}

// Of `1 out of 3 new replicas`, and of `0 of 5 updated replicas`.
function doneOf(line: string): number {
  return Number(/: (\d+) (?:out )?of \d+ /.exec(line)?.[1] ?? 0);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.join('\n') === others.join('\n');
}

function phaseOf(line: string): string {
  return line.replace(/: .*? (new replicas|old replicas|updated replicas|rolling|spec)/, ': $1');
}
