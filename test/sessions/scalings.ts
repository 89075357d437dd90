import type { Sides } from './allowance.js';

/** `Scaled up replica set web-1 from 0 to 3` in what kubectl says of Events. */
const SCALED = /Scaled (up|down) replica set (\S+) from (\d+) to (\d+)$/;

type Scaling = Readonly<{ what: string; from: number; to: number }>;

/**
 * What kubectl says of Events, with each ReplicaSet's scalings in one direction as one, however many steps they took: pods that get
 * ready in one moment do so one after another in a cluster. An Event that combines others hides what they were; then only from where
 * each was scaled is left, as far as both sides tell it.
 */
export function wholeScalings(sides: Sides): Sides {
  const [then, now] = [readScalings(sides.recorded), readScalings(sides.played)];
  if (!then.combined && !now.combined)
    return { recorded: told(then, joined(then.scalings)), played: told(now, joined(now.scalings)) };
  const [before, after] = [begun(then.scalings), begun(now.scalings)];
  const [few, many] = before.length < after.length ? [before, after] : [after, before];
  const isSame = few.every((one) => many.includes(one));
  return { recorded: told(then, isSame ? few : before), played: told(now, isSame ? few : after) };
}

type Told = Readonly<{ others: readonly string[]; scalings: readonly Scaling[]; combined: boolean }>;

function told({ others }: Told, scalings: readonly string[]): string {
  return [...others, ...scalings].join('\n');
}

function readScalings(text: string): Told {
  const lines = text.split('\n');
  const isCombined = (line: string): boolean => line.includes('(combined from similar events)');
  const scalings = lines.flatMap((line) => {
    const [, direction = '', name = '', from, to] = (isCombined(line) ? null : SCALED.exec(line)) ?? [];
    return from === undefined ? [] : [{ what: `${direction} ${name}`, from: Number(from), to: Number(to) }];
  });
  return { others: lines.filter((line) => !SCALED.test(line)), scalings, combined: lines.some(isCombined) };
}

/** `up web-1 from 0 to 10`, once each. */
function joined(scalings: readonly Scaling[]): readonly string[] {
  const whole = byWhat(scalings).flatMap(([what, own]) => {
    const left = [...own];
    const ways: string[] = [];
    for (let way = left.shift(); way !== undefined; way = left.shift()) {
      let { to } = way;
      for (let at = left.findIndex(({ from }) => from === to); at >= 0; at = left.findIndex(({ from }) => from === to))
        to = left.splice(at, 1)[0]?.to ?? to;
      ways.push(`${what} from ${way.from} to ${to}`);
    }
    return ways;
  });
  return [...new Set(whole)];
}

/** `up web-1 from 0`: where each began, which is not hidden. */
function begun(scalings: readonly Scaling[]): readonly string[] {
  return byWhat(scalings).map(([what, [first]]) => `${what} from ${first?.from}`);
}

// Each in the order of its way, whatever order they are listed in.
function byWhat(scalings: readonly Scaling[]): readonly (readonly [string, readonly Scaling[]])[] {
  const names = [...new Set(scalings.map(({ what }) => what))];
  return names.map((name) => {
    const sign = name.startsWith('up') ? 1 : -1;
    const own = scalings.filter(({ what }) => what === name);
    return [name, own.sort((a, b) => sign * (a.from - b.from) || sign * (a.to - b.to))] as const;
  });
}
