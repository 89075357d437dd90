import { groupBy } from '../../graphql/group-by.js';
import type { ObjectLife } from './object-life.js';
import type { ApiObject } from './step.js';

/** What is true of an object from a moment until just before another. */
export type ObjectSpan = Readonly<{ name: string; since: Date; validTo: Date | number }>;

/** An object while a span lasts; `before` is what it was until then in the stream that left it. */
type Shown = Readonly<{ span: ObjectSpan; object: ApiObject; before?: ApiObject }>;

/** The lives of the objects of one stream, whose spans come in order. */
export function livesOfSpans(
  spans: readonly Shown[],
  { from, upTo }: Readonly<{ from: number; upTo: number }>,
): readonly ObjectLife[] {
  return [...groupBy(spans, ({ span }) => span.name)].map(([name, own]) => {
    const states = new Map<number, ApiObject | undefined>([[from, undefined]]);
    for (const { span, object, before } of own) {
      const end = Number(span.validTo);
      if (before !== undefined) states.set(from, before);
      states.set(Math.max(from, span.since.getTime()), object);
      if (end <= upTo) states.set(end, undefined); // unless another begins there
    }
    return { name, states: [...states].map(([at, object]) => ({ at, object })) };
  });
}
