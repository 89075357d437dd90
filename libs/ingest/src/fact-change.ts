import type { NewChange } from '#libs/event-store';
import { type DeploymentEvent, storableEvent } from '#libs/history';
import type { Fact } from './fact.js';

/** A change to be appended, but for where; `key` names it. */
export type FactChange = Pick<Fact, 'key' | 'actor' | 'provenance' | 'occurredAt'> &
  Readonly<{
    events: readonly DeploymentEvent[];
    summary: string;
    cause?: string;
    /** It happened before what is known (see NewChange). */
    late?: boolean;
    /** It ends the stream, whatever its events say. */
    ends?: boolean;
  }>;

type Place = Pick<Fact, 'cluster' | 'namespace' | 'name' | 'uid' | 'source'>;

/** The change as the log takes it. */
export function newChange(
  { cluster, namespace, name, uid, source }: Place,
  change: FactChange,
  { expected, sha256 }: Readonly<{ expected: NewChange['expected']; sha256: (text: string) => string }>,
): NewChange {
  const { key, actor, provenance, occurredAt, events, summary, cause, late = false } = change;
  const [first, ...others] = events.map(storableEvent);
  if (first === undefined) throw new Error('a change without events is not recorded');
  const { ends = events.some(({ type }) => type === 'DeploymentDeleted') } = change;
  return {
    stream: { cluster, namespace, name, uid },
    ...{ expected, events: [first, ...others], actor, source, provenance, summary, occurredAt },
    ...(ends && { ends }),
    ...(late && { late }),
    ...(cause !== undefined && { cause }),
    // The key says all of what the request is: who tells the same write in other words tells the same.
    idempotency: { key, request: sha256(key) },
  };
}
