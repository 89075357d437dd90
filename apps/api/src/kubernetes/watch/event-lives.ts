import type { EventWriteIn } from '#libs/postgres';
import { groupBy } from '../../graphql/group-by.js';
import type { ObjectLife } from './object-life.js';
import type { ApiObject } from './step.js';

/**
 * The lives of the Events of one stream, whose writes come in order, each with its object. An Event that is counted up was
 * there before: what a selector looks at never changes of it.
 */
export function livesOfEvents(
  writes: readonly Readonly<{ write: EventWriteIn; object: ApiObject }>[],
  from: number,
): readonly ObjectLife[] {
  return [...groupBy(writes, ({ write }) => write.name)].map(([name, own]) => {
    const [first] = own;
    const before = first === undefined || first.write.isNew ? undefined : asBefore(first.object);
    const states = new Map<number, ApiObject | undefined>([[from, before]]);
    for (const { write, object } of own) states.set(Math.max(from, write.at.getTime()), object);
    return { name, states: [...states].map(([at, object]) => ({ at, object })) };
  });
}

function asBefore(object: ApiObject): ApiObject {
  return { ...object, count: 0 };
}
