import type { EventStore, RecordedChange } from '#libs/event-store';
import { type ObjectKind, parseObjectEvent } from '#libs/history';
import type { PlainObject } from '../plain/plain-object.js';
import { shownObject } from '../plain/shown-object.js';
import type { ObjectLife } from './object-life.js';
import type { ApiObject } from './step.js';

/** Objects that are kept as they are written have no views: their lives are in the log. */
export const PLAIN_KINDS: Readonly<Partial<Record<string, ObjectKind>>> = {
  namespaces: 'Namespace',
  services: 'Service',
};

type Wanted = Readonly<{ kind: ObjectKind; position: bigint; from: number; upTo: number }>;

/** The life of a stream's object in a window, as the log up to a position had it; none when it is of another kind. */
export async function plainLives(
  store: Pick<EventStore, 'readStream'>,
  streamId: number,
  { kind, position, from, upTo }: Wanted,
): Promise<readonly ObjectLife[]> {
  const changes = await changesOf(store, streamId, { position, upTo });
  const [first] = changes;
  if (first?.stream.kind !== kind) return [];
  const states = new Map<number, ApiObject | undefined>([[from, undefined]]);
  let plain: PlainObject | undefined;
  for (const change of [...changes].sort((a, b) => a.occurredAt - b.occurredAt)) {
    plain = after(plain, change);
    const object = plain && (shownObject(kind, plain, new Date(change.occurredAt)) as ApiObject);
    states.set(Math.max(from, change.occurredAt), object);
  }
  return [{ name: first.stream.name, states: [...states].map(([at, object]) => ({ at, object })) }];
}

async function changesOf(
  store: Pick<EventStore, 'readStream'>,
  streamId: number,
  { position, upTo }: Readonly<{ position: bigint; upTo: number }>,
): Promise<readonly RecordedChange[]> {
  const all: RecordedChange[] = [];
  for (let read = 0; ;) {
    const page = await store.readStream(streamId, read, PAGE);
    all.push(...page);
    if (page.length === 0) break;
    read = page.at(-1)?.events.at(-1)?.streamPosition ?? read;
  }
  return all.filter(
    ({ occurredAt, events }) => occurredAt <= upTo && events.every((event) => event.position <= position),
  );
}

const PAGE = 200;

function after(before: PlainObject | undefined, { stream, events }: RecordedChange): PlainObject | undefined {
  let plain = before;
  for (const event of events) {
    const { payload } = parseObjectEvent(event);
    plain = 'object' in payload ? { uid: stream.uid, position: event.position, state: payload } : undefined;
  }
  return plain;
}
