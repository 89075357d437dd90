import type { EventStore, Stream } from '#libs/event-store';
import { parseEvent, type RestoredFrom, type UndoRequest } from '#libs/history';
import { objectOf, readStoredDeployment, templatesEqual } from '#libs/kubernetes';
import { UNDO_REQUEST } from '#libs/sighting';
import type { Fact } from './fact.js';
import type { KnownDeployment } from './known-deployment.js';

export type Asked = Readonly<{ fact: Fact; restoredFrom?: RestoredFrom }>;

type Log = Pick<EventStore, 'readChanges'>;

/** A fact that is the undo somebody asked for here is theirs, whoever carried it out; any other is as it was told. */
export async function askedUndo(log: Log, fact: Fact, known: KnownDeployment): Promise<Asked> {
  const id = requestOf(fact);
  if (id === undefined || !isOpen(known, id, fact)) return { fact };
  const asked = await requestIn(log, known.stream, id);
  if (asked === undefined || !isWanted(asked.request, fact)) return { fact };
  const { actor, provenance, cause } = asked.change;
  return {
    fact: { ...fact, actor, provenance, undoes: true, ...(cause !== undefined && { cause }) },
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

// An annotation can come back with an older ReplicaSet: one request is one write.
function isOpen({ state, newest }: KnownDeployment, id: string, { resourceVersion }: Fact): boolean {
  if (state.deployment.annotations[UNDO_REQUEST] === id) return false;
  const answer = newest.find(({ type }) => type === 'ClusterUndoAnswered')?.payload;
  if (answer === undefined || BigInt(String(answer.request)) < BigInt(id)) return true;
  return answer.request === id && answer.resourceVersion === resourceVersion;
}
