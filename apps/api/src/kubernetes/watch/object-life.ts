import { canonicalJson } from '#libs/kubernetes';
import type { ApiObject, Step } from './step.js';
import type { Rewritten } from './watch-world.js';

/** One object over a window of time. */
export type ObjectLife = Readonly<{
  name: string;
  /** What it is from a moment on, undefined where it is not there; the first state is that of the window's beginning. */
  states: readonly Readonly<{ at: number; object: ApiObject | undefined }>[];
}>;

export type BareStep = Pick<Step, 'at' | 'before' | 'after'>;

/** The steps between the states of objects, without what changed nothing. */
export function stepsOfLives(lives: readonly ObjectLife[]): readonly BareStep[] {
  return lives.flatMap(({ states }) =>
    states.flatMap(({ at, object }, index) => {
      const before = states[index - 1];
      return before === undefined || isSame(before.object, object) ? [] : [step(at, before.object, object)];
    }),
  );
}

/** The first step then is the difference between what was told and what lives when the change was recorded. */
export function rewrittenSteps(
  lives: readonly ObjectLife[],
  told: readonly ApiObject[],
  { at, tellAll }: Rewritten,
): readonly BareStep[] {
  const toldByName = new Map(told.map((object) => [object.metadata.name, object]));
  const now = new Map(lives.map(({ name, states }) => [name, states[0]?.object]));
  const first = [...new Set([...toldByName.keys(), ...now.keys()])].flatMap((name) => {
    const [before, after] = [toldByName.get(name), now.get(name)];
    const isNews = tellAll ? (before ?? after) !== undefined : !isSame(before, after);
    return isNews ? [step(at, before, after)] : [];
  });
  return [...first, ...stepsOfLives(lives)];
}

function step(at: number, before: ApiObject | undefined, after: ApiObject | undefined): BareStep {
  return { at, ...(before && { before }), ...(after && { after }) };
}

// But for its resourceVersion, and the order of fields, which no database keeps.
function isSame(before: ApiObject | undefined, after: ApiObject | undefined): boolean {
  return before === after || contentOf(before) === contentOf(after);
}

function contentOf(object: ApiObject | undefined): string | undefined {
  return object && canonicalJson({ ...object, metadata: { ...object.metadata, resourceVersion: '' } });
}
