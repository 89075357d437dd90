import { comparableEvents, recordedEvents } from './events.js';
import { finalLines, recordedFinalLines } from './final-objects.js';
import { historyLines, recordedHistoryLines } from './history-lines.js';
import { play, type Played, type PodFacts, writeOf } from './play.js';
import { type ModelQuietState, modelStates, type QuietState, recordedQuietStates } from './quiet-states.js';
import { subjectOf, type Trace } from './recorded-trace.js';
import { modelScalings, recordedScalings } from './scalings.js';

/** One value that differs: what is compared, what was recorded, what the model says. */
export type Difference = Readonly<{ what: string; recorded: string; model: string }>;

export type Comparison = Readonly<{
  name: string;
  /** Whether the model's own kubelet said when pods start and end. */
  podFacts: PodFacts;
  steps: number;
  /** How many values were compared. */
  compared: number;
  /** How many of them differ as known races allow. */
  races: number;
  differences: readonly Difference[];
}>;

/**
 * Replays a trace and compares all that must be equal. First the model says itself when pods start and end. Where pods of several
 * ReplicaSets were made or ended in the same instant, the recording's order among them is chance (the controller has several
 * workers): if there are differences, the recorded starts and ends are fed instead.
 */
export function compareTrace(trace: Trace): Comparison {
  const predicted = compareWith(trace, 'predicted');
  if (predicted.differences.length === 0) return predicted;
  const observed = compareWith(trace, 'observed');
  return observed.differences.length < predicted.differences.length ? observed : predicted;
}

export function compareWith(trace: Trace, podFacts: PodFacts): Comparison {
  const played = play(trace, podFacts);
  const subject = subjectOf(trace);
  const parts = [
    compareOutcomes(trace, played, subject),
    compareStates(recordedQuietStates(trace, subject), modelStates(played.observations, played.base)),
    compareLists('scaling', recordedScalings(trace, subject), modelScalings(played.observations)),
    compareEvents(recordedEvents(trace, subject), comparableEvents(played.observations)),
    compareLists('final objects', recordedFinalLines(trace, subject), finalLines(played.state)),
    compareLists('history', recordedHistoryLines(trace, subject), historyLines(played.state)),
  ];
  return {
    name: trace.name,
    podFacts,
    steps: trace.steps.length,
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
    races: parts.reduce((sum, part) => sum + part.races, 0),
    differences: parts.flatMap((part) => part.differences),
  };
}

type Part = { compared: number; races: number; readonly differences: Difference[] };

function newPart(): Part {
  return { compared: 0, races: 0, differences: [] };
}

function compareOutcomes(trace: Trace, { outcomes }: Played, subject: string): Part {
  const part = newPart();
  const steps = trace.steps.filter(({ command }) => command !== undefined);
  steps.forEach((step, index) => {
    const outcome = outcomes[index]!;
    const write = writeOf(trace, step);
    const wrote = write !== undefined && write.name.startsWith(subject.slice(0, 40));
    part.compared += 1;
    const recordedError = step.exitCode === 0 ? null : errorOf(step.stderr ?? '');
    const error = outcome.error ?? (step.exitCode === 0 ? null : recordedError);
    const recorded = wrote ? 'a write' : (recordedError ?? 'nothing written');
    const model = outcome.wrote ? 'a write' : (error ?? 'nothing written');
    if (recorded !== model) part.differences.push({ what: `step ${index + 1}: ${outcome.command}`, recorded, model });
  });
  return part;
}

function errorOf(stderr: string): string {
  return /^error: (.*)$/m.exec(stderr)?.[1] ?? stderr.trim();
}

// A recorded state is quiet when nothing was written for 120 ms after the controllers had done their work, which took them up to
// 100 ms and takes the model none: states of the model that last no longer may be missing in the recording.
const MAY_BE_MISSING = 220;

function compareStates(recorded: readonly QuietState[], model: readonly ModelQuietState[]): Part {
  const part = newPart();
  let next = 0;
  for (const [index, state] of recorded.entries()) {
    const found = findState(state, model, next);
    const matched = model[found ?? next];
    const what = `quiet state ${index + 1} at ${state.seconds} s (model ${matched?.seconds ?? '-'} s)`;
    part.compared += state.lines.length + 1;
    if (found === undefined || matched === undefined) {
      reportState(part, what, [state.lines, expectedState(model, next)?.lines ?? []]);
      return part;
    }
    if (state.lines.join('\n') !== matched.lines.join('\n')) part.races += 1;
    const late = Math.abs(state.seconds - matched.seconds) > 1;
    if (late) part.differences.push({ what, recorded: `${state.seconds} s`, model: `${matched.seconds} s` });
    next = found + 1;
  }
  const extra = model
    .slice(next)
    .find(
      (state, index, rest) => state.quietFor > MAY_BE_MISSING && !isRepeat(state, rest[index - 1] ?? model[next - 1]),
    );
  if (extra !== undefined)
    part.differences.push({
      what: `a further quiet state at ${extra.seconds} s`,
      recorded: 'none',
      model: extra.lines.join('; '),
    });
  return part;
}

// The first state from `next` on that equals the recorded one; those passed over must be short, or say what was said before.
function findState(state: QuietState, model: readonly ModelQuietState[], next: number): number | undefined {
  for (let index = next; index < model.length; index++) {
    const candidate = model[index]!;
    if (isSame(state, candidate)) return index;
    if (candidate.quietFor > MAY_BE_MISSING && !isRepeat(candidate, model[index - 1])) return undefined;
  }
  return undefined;
}

function expectedState(model: readonly ModelQuietState[], next: number): ModelQuietState | undefined {
  return model.slice(next).find(({ quietFor }) => quietFor > MAY_BE_MISSING);
}

function isRepeat(state: QuietState | undefined, before: QuietState | undefined): boolean {
  return state !== undefined && before !== undefined && state.lines.join('\n') === before.lines.join('\n');
}

function isSame(a: QuietState, b: QuietState): boolean {
  return a.lines.map(withoutRace).join('\n') === b.lines.map(withoutRace).join('\n');
}

function reportState(part: Part, what: string, [a, b]: readonly [readonly string[], readonly string[]]): void {
  for (let line = 0; line < Math.max(a.length, b.length); line++) {
    if (withoutRace(a[line] ?? '') === withoutRace(b[line] ?? '')) continue;
    part.differences.push({ what, recorded: a[line] ?? 'none', model: b[line] ?? 'none' });
  }
}

// Behaviours 13 and 14: whether the controller notices the first new pod as progress is decided by which write it sees first.
function withoutRace(line: string): string {
  return line.replace(
    /Progressing=True\/(NewReplicaSetCreated|ReplicaSetUpdated|NewReplicaSetAvailable)/,
    (_, reason: string) => (isUnderWay(line) ? 'Progressing=True/*' : `Progressing=True/${reason}`),
  );
}

function isUnderWay(line: string): boolean {
  const number = (field: string): number => Number(new RegExp(`, ${field} (\\d+)`).exec(line)?.[1]);
  const [wanted, updated, all] = [number('replicas'), number('updatedReplicas'), number('status.replicas')];
  return updated !== wanted || all !== wanted || number('availableReplicas') !== wanted;
}

function compareLists(what: string, recorded: readonly string[], model: readonly string[]): Part {
  const part = newPart();
  for (let index = 0; index < Math.max(recorded.length, model.length); index++) {
    part.compared += 1;
    const [a, b] = [recorded[index] ?? 'none', model[index] ?? 'none'];
    if (a !== b) part.differences.push({ what: `${what} ${index + 1}`, recorded: a, model: b });
  }
  return part;
}

const COMBINED = '(combined from similar events): ';

// The recorder forgets any one of ten messages (Go's order of a set is chance): whether one that comes again is combined, is too.
function compareEvents(
  recorded: ReadonlyMap<string, readonly string[]>,
  model: ReadonlyMap<string, readonly string[]>,
): Part {
  const part = newPart();
  for (const object of new Set([...recorded.keys(), ...model.keys()])) {
    const [a, b] = [recorded.get(object) ?? [], model.get(object) ?? []];
    const seen = new Set<string>();
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      part.compared += 1;
      const [left, right] = [a[index] ?? 'none', b[index] ?? 'none'];
      const plain = left.replace(COMBINED, '');
      if (left !== right && plain === right.replace(COMBINED, '') && seen.has(plain)) part.races += 1;
      else if (left !== right)
        part.differences.push({ what: `event ${index + 1} of ${object}`, recorded: left, model: right });
      seen.add(plain);
    }
  }
  return part;
}
