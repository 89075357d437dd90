import type { Difference, Part } from './difference.js';
import type { ModelQuietState, QuietState } from './quiet-states.js';

// A recorded state is quiet when nothing was written for 120 ms after the controllers had done their work, which took them up to
// 100 ms and takes the model none: states of the model that last no longer may be missing in the recording.
const MAY_BE_MISSING = 220;
const MOST_SECONDS_APART = 1;

/** Finds each recorded quiet state in the model's, in order and at its time, and no lasting state beside them. */
export function compareStates(recorded: readonly QuietState[], model: readonly ModelQuietState[]): Part {
  const differences: Difference[] = [];
  let [compared, races, next] = [0, 0, 0];
  for (const [index, state] of recorded.entries()) {
    const found = findState(state, model, next);
    const what = nameOf(index, state, model[found ?? next]);
    compared += state.lines.length + 1;
    if (found === undefined) {
      const missing = linesApart(what, state.lines, expectedLines(model, next));
      return { compared, races, differences: [...differences, ...missing] };
    }
    const matched = model[found]!;
    if (textOf(state) !== textOf(matched)) races += 1;
    differences.push(...timesApart(what, state, matched));
    next = found + 1;
  }
  return { compared, races, differences: [...differences, ...furtherStates(model, next)] };
}

function nameOf(index: number, { seconds }: QuietState, model: QuietState | undefined): string {
  return `quiet state ${index + 1} at ${seconds} s (model ${model?.seconds ?? '-'} s)`;
}

function timesApart(what: string, { seconds }: QuietState, model: QuietState): readonly Difference[] {
  if (Math.abs(seconds - model.seconds) <= MOST_SECONDS_APART) return [];
  return [{ what, recorded: `${seconds} s`, model: `${model.seconds} s` }];
}

// The first state from `next` on that equals the recorded one; those passed over are short, or say what was said before.
function findState(state: QuietState, model: readonly ModelQuietState[], next: number): number | undefined {
  const wanted = withoutRaces(state);
  for (let index = next; index < model.length; index++) {
    const candidate = model[index]!;
    if (withoutRaces(candidate) === wanted) return index;
    if (isLasting(candidate) && !isRepeat(model, index)) return undefined;
  }
  return undefined;
}

function furtherStates(model: readonly ModelQuietState[], next: number): readonly Difference[] {
  const index = model.findIndex((state, at) => at >= next && isLasting(state) && !isRepeat(model, at));
  const state = model[index];
  if (state === undefined) return [];
  return [{ what: `a further quiet state at ${state.seconds} s`, recorded: 'none', model: state.lines.join('; ') }];
}

function expectedLines(model: readonly ModelQuietState[], next: number): readonly string[] {
  return model.slice(next).find(isLasting)?.lines ?? [];
}

function isLasting({ quietFor }: ModelQuietState): boolean {
  return quietFor > MAY_BE_MISSING;
}

function isRepeat(model: readonly ModelQuietState[], index: number): boolean {
  const before = model[index - 1];
  return before !== undefined && textOf(before) === textOf(model[index]!);
}

function textOf({ lines }: QuietState): string {
  return lines.join('\n');
}

function withoutRaces({ lines }: QuietState): string {
  return lines.map(withoutRace).join('\n');
}

// Behaviours 13 and 14: whether the controller notices the first new pod as progress is decided by which write it sees first.
function withoutRace(line: string): string {
  if (!isUnderWay(line)) return line;
  return line.replace(
    /Progressing=True\/(NewReplicaSetCreated|ReplicaSetUpdated|NewReplicaSetAvailable)/,
    'Progressing=True/*',
  );
}

function isUnderWay(line: string): boolean {
  const counts = ['updatedReplicas', 'status.replicas', 'availableReplicas'].map((field) => numberIn(line, field));
  return counts.some((count) => count !== numberIn(line, 'replicas'));
}

function numberIn(line: string, field: string): number {
  return Number(new RegExp(`, ${field.replace('.', '\\.')} (\\d+)`).exec(line)?.[1]);
}

function linesApart(what: string, recorded: readonly string[], model: readonly string[]): readonly Difference[] {
  const differences: Difference[] = [];
  for (let line = 0; line < Math.max(recorded.length, model.length); line++) {
    const [a, b] = [recorded[line] ?? 'none', model[line] ?? 'none'];
    if (withoutRace(a) !== withoutRace(b)) differences.push({ what, recorded: a, model: b });
  }
  return differences;
}
