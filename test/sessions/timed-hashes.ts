import type { Outcome } from './recorded-session.js';

/** A step as it was typed, then and now, with what was typed beside it. */
export type StepSides = Readonly<{
  args: readonly string[];
  recorded: readonly Outcome[];
  played: readonly Outcome[];
}>;

/** The hash of a pod template: the end of a ReplicaSet's name, or its label. */
const HASH = /(?<=-|pod-template-hash"?[=:] ?"?)[bcdf-hj-np-tv-xz2456789]{6,10}(?![\w.])/g;

/**
 * The hashes that no two runs have in common, each with the recorded one that stands for it: `rollout restart` writes the time into the
 * template, so its hash, and those of all templates after it, differ from run to run. The first one that only was seen then is the first
 * one that only is seen now, and so on; where some come in one step, as its lines fit best.
 */
export function timedHashes(steps: readonly StepSides[]): ReadonlyMap<string, string> {
  const restarted = steps.findIndex(({ args }) => args.includes('restart'));
  if (restarted < 0) return new Map();
  const all = { recorded: hashesOf(steps, 'recorded'), played: hashesOf(steps, 'played') };
  const pairs = new Map<string, string>();
  for (const step of steps.slice(restarted)) {
    const then = [...hashesOf([step], 'recorded')].filter((one) => !all.played.has(one) && !isValue(pairs, one));
    const now = [...hashesOf([step], 'played')].filter((one) => !all.recorded.has(one) && !pairs.has(one));
    const best = permutations(now.slice(0, MOST_AT_ONCE))
      .map((order) => new Map(order.slice(0, then.length).map((one, at) => [one, then[at] ?? ''])))
      .reduce<ReadonlyMap<string, string>>((a, b) => (fit(step, b) > fit(step, a) ? b : a), new Map());
    for (const [one, other] of best) pairs.set(one, other);
  }
  return pairs;
}

const MOST_AT_ONCE = 4;

/** A text of this run in which the recorded hashes stand. */
export function withRecordedHashes(text: string, pairs: ReadonlyMap<string, string>): string {
  return pairs.size === 0 ? text : text.replace(HASH, (hash) => pairs.get(hash) ?? hash);
}

function hashesOf(steps: readonly StepSides[], side: 'recorded' | 'played'): ReadonlySet<string> {
  const texts = steps.flatMap((step) => step[side].map(({ stdout }) => stdout));
  return new Set(texts.flatMap((text) => text.match(HASH) ?? []));
}

function isValue(pairs: ReadonlyMap<string, string>, hash: string): boolean {
  return [...pairs.values()].includes(hash);
}

// How many lines that name a hash are the same then, but for their blanks and ages.
function fit({ recorded, played }: StepSides, pairs: ReadonlyMap<string, string>): number {
  if (pairs.size === 0) return -1;
  const words = (line: string): string => line.replace(/\s+/g, ' ').replace(/ \d+[smh]\S*/g, '');
  const named = (outcomes: readonly Outcome[], names: readonly string[]): readonly string[] =>
    outcomes
      .flatMap(({ stdout }) => stdout.split('\n'))
      .filter((line) => names.some((name) => line.includes(name)))
      .map(words);
  const now = named(
    played.map((one) => ({ ...one, stdout: withRecordedHashes(one.stdout, pairs) })),
    [...pairs.values()],
  );
  return named(recorded, [...pairs.values()]).filter((line) => now.includes(line)).length;
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}
