import type { Difference, Part } from './difference.js';

type Events = ReadonlyMap<string, readonly string[]>;

const COMBINED = '(combined from similar events): ';

/** Compares the events of each object, in order. */
export function compareEvents(recorded: Events, model: Events): Part {
  const parts = [...new Set([...recorded.keys(), ...model.keys()])].map((object) =>
    compareOf(object, recorded.get(object) ?? [], model.get(object) ?? []),
  );
  return {
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
    races: parts.reduce((sum, part) => sum + part.races, 0),
    differences: parts.flatMap((part) => part.differences),
  };
}

// When ten messages are known, the recorder forgets any one of them (Go's order of a set is chance): whether one that comes again
// is combined with others is chance too.
function compareOf(object: string, recorded: readonly string[], model: readonly string[]): Part {
  const differences: Difference[] = [];
  const seen = new Set<string>();
  let races = 0;
  const compared = Math.max(recorded.length, model.length);
  for (let index = 0; index < compared; index++) {
    const [a, b] = [recorded[index] ?? 'none', model[index] ?? 'none'];
    const message = a.replace(COMBINED, '');
    const isRace = seen.has(message) && message === b.replace(COMBINED, '');
    seen.add(message);
    if (a === b) continue;
    if (isRace) races += 1;
    else differences.push({ what: `event ${index + 1} of ${object}`, recorded: a, model: b });
  }
  return { compared, races, differences };
}
