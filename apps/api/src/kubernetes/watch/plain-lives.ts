import type { EventStore, RecordedChange } from '#libs/event-store';
import { type ObjectKind, parseObjectEvent } from '#libs/history';
import { goneAt, type PlainObject } from '../plain/plain-object.js';
import { startOfPod } from '../plain/bare-pods.js';
import { shownObject } from '../plain/shown-object.js';
import type { ObjectLife } from './object-life.js';
import type { ApiObject } from './step.js';

/** Objects that are kept as they are written have no views: their lives are in the log. */
export const PLAIN_KINDS: Readonly<Partial<Record<string, ObjectKind>>> = {
  namespaces: 'Namespace',
  pods: 'Pod',
  services: 'Service',
};

type Wanted = Readonly<{ kind: ObjectKind; position: bigint; from: number; upTo: number }>;

/**
 * The life of a stream's object in a window, as the log up to a position had it: what people did to it, and what follows from
 * that by itself. Undefined when it is a Deployment, which has views.
 */
export async function plainLives(
  store: Pick<EventStore, 'readStream'>,
  streamId: number,
  { kind, position, from, upTo }: Wanted,
): Promise<readonly ObjectLife[] | undefined> {
  const all = await changesOf(store, streamId, kind);
  const [first] = all;
  if (first === undefined) return [];
  const { kind: found } = first.stream;
  if (found !== kind) return found === undefined ? undefined : [];
  const changes = all
    .filter(({ occurredAt, events }) => occurredAt <= upTo && events.every((event) => event.position <= position))
    .sort((a, b) => a.occurredAt - b.occurredAt);
  const plain = changes.map((_, index) => changes.slice(0, index + 1).reduce(after, undefined));
  const moments = changes.flatMap((change, index) => [change.occurredAt, ...ownMoments(kind, plain[index])]);
  const states = new Map<number, ApiObject | undefined>([[from, undefined]]);
  for (const at of [...new Set(moments)].filter((moment) => moment <= upTo).sort((a, b) => a - b)) {
    const then = plain[changes.findLastIndex(({ occurredAt }) => occurredAt <= at)];
    states.set(Math.max(from, at), then && shownAt(kind, then, at));
  }
  return [{ name: first.stream.name, states: [...states].map(([at, object]) => ({ at, object })) }];
}

/** All changes of a stream; of one of another kind the first ones. */
async function changesOf(
  store: Pick<EventStore, 'readStream'>,
  streamId: number,
  kind: ObjectKind,
): Promise<readonly RecordedChange[]> {
  const all: RecordedChange[] = [];
  for (let read = 0; ;) {
    const page = await store.readStream(streamId, read, PAGE);
    all.push(...page);
    if (page.length === 0 || page[0]?.stream.kind !== kind) return all;
    read = page.at(-1)?.events.at(-1)?.streamPosition ?? read;
  }
}

const PAGE = 200;

function after(
  before: PlainObject | undefined,
  { stream, events, occurredAt }: RecordedChange,
): PlainObject | undefined {
  let plain = before;
  for (const event of events) {
    const { payload } = parseObjectEvent(event);
    const { uid } = stream;
    const { position } = event;
    if ('object' in payload) plain = { uid, position, state: payload };
    else if (plain !== undefined) {
      const { state, deletedAt = new Date(occurredAt) } = plain; // a later deletion only hastens its end
      plain = { uid, position, state: { ...state, ...payload }, deletedAt };
    }
  }
  return plain;
}

// What nobody has to do: a pod starts, and what was told to go is gone.
function ownMoments(kind: ObjectKind, plain: PlainObject | undefined): readonly number[] {
  if (plain === undefined) return [];
  const starts = kind === 'Pod' ? [startOfPod(plain)] : [];
  return [...starts, ...[goneAt(plain) ?? []].flat()].map((moment) => moment.getTime());
}

function shownAt(kind: ObjectKind, plain: PlainObject, at: number): ApiObject | undefined {
  const gone = goneAt(plain);
  return gone !== undefined && gone.getTime() <= at ? undefined : (shownObject(kind, plain, new Date(at)) as ApiObject);
}
