import { groupBy } from '../../graphql/group-by.js';
import type { ObjectLife } from './object-life.js';
import type { ApiObject } from './step.js';

/** What is true of an object from a moment until just before another. */
export type ObjectSpan = Readonly<{ name: string; since: Date; validTo: Date | number }>;

/** The lives of the objects of one stream, whose spans come in order, each with its object. */
export function livesOfSpans(
  spans: readonly Readonly<{ span: ObjectSpan; object: ApiObject }>[],
  { from, upTo }: Readonly<{ from: number; upTo: number }>,
): readonly ObjectLife[] {
  return [...groupBy(spans, ({ span }) => span.name)].map(([name, own]) => {
    const states = new Map<number, ApiObject | undefined>([[from, undefined]]);
    for (const { span, object } of own) {
      const end = Number(span.validTo);
      states.set(Math.max(from, span.since.getTime()), object);
      if (end <= upTo) states.set(end, undefined); // unless another begins there
    }
    return { name, states: [...states].map(([at, object]) => ({ at, object })) };
  });
}
