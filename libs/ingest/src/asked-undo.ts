import type { EventStore, Stream } from '#libs/event-store';
import { parseEvent, type RestoredFrom, type UndoRequest } from '#libs/history';
import { objectOf, readStoredDeployment, templatesEqual } from '#libs/kubernetes';
import { UNDO_REQUEST } from '#libs/sighting';
import { isLate } from './decide-late-fact.js';
import { type Fact, isUnknown, writeKey } from './fact.js';
import type { KnownDeployment } from './known-deployment.js';

export type Asked = Readonly<{ fact: Fact; restoredFrom?: RestoredFrom }>;

type Log = Pick<EventStore, 'readChanges'>;

/**
 * A fact that is the undo somebody asked for here is theirs, whoever carried it out; any other is as it was told. Where the agent
 * said which version it left, that write is it, however late it is told, and what a list found first after it.
 */
export async function askedUndo(log: Log, fact: Fact, known: KnownDeployment): Promise<Asked> {
  const id = requestOf(fact);
  const write = id === undefined ? undefined : writeOf(known, id, fact);
  const asked = id === undefined || write === undefined ? undefined : await requestIn(log, known.stream, id);
  if (write === undefined || asked === undefined || !isWanted(asked.request, fact)) return { fact };
  const { actor, provenance, cause } = asked.change;
  return {
    fact: { ...fact, ...write, actor, provenance, undoes: true, ...(cause !== undefined && { cause }) },
    restoredFrom: asked.request.restoredFrom,
  };
}

async function requestIn(log: Log, stream: Stream, id: string) {
  const [change] = await log.readChanges([BigInt(id)]);
  if (change?.stream.id !== stream.id) return undefined;
  const event = change.events.map((one) => parseEvent(one)).find(({ type }) => type === 'ClusterUndoRequested');
  return event?.type === 'ClusterUndoRequested' ? { change, request: event.payload } : undefined;
}

function isWanted({ wanted }: UndoRequest, { object }: Fact): boolean {
  return templatesEqual(readStoredDeployment(object ?? {}).spec.template, wanted.template);
}

function requestOf({ object }: Fact): string | undefined {
  const id = objectOf(objectOf(object?.metadata).annotations)[UNDO_REQUEST];
  return typeof id === 'string' && /^[1-9]\d{0,17}$/.test(id) ? id : undefined;
}

/** Which write an undo is, if the fact may be it. */
function writeOf(known: KnownDeployment, id: string, fact: Fact): Pick<Fact, 'key'> | undefined {
  const { request, resourceVersion } = answerOf(known);
  const left = request === id ? resourceVersion : undefined;
  if (left !== undefined && left === fact.resourceVersion) return { key: fact.key };
  if (!isFirst(known, id, fact)) return undefined;
  if (BigInt(request) < BigInt(id)) return { key: fact.key };
  return left !== undefined && isUnknown(fact.actor) ? { key: writeKey(fact, left) } : undefined;
}

type Answer = Readonly<{ request: string; resourceVersion?: string }>;

function answerOf({ newest }: KnownDeployment): Answer {
  const answer = newest.find(({ type }) => type === 'ClusterUndoAnswered');
  return (answer?.payload as Answer | undefined) ?? { request: '0' };
}

// An annotation can come back with an older ReplicaSet: one request is one write.
function isFirst({ state }: KnownDeployment, id: string, fact: Fact): boolean {
  return !isLate(state, fact) && state.deployment.annotations[UNDO_REQUEST] !== id;
}
