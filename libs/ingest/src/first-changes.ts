import { summariseCreation } from '#libs/history';
import type { FactChange } from './fact-change.js';
import { assumedDeletion } from './assumed-deletion.js';
import { creationEvents } from './creation-events.js';
import { causeOf } from './decide-fact.js';
import type { FactContext } from './fact-context.js';
import { type Fact, UNKNOWN_ACTOR } from './fact.js';
import type { Room } from './make-room.js';
import { observedWhole } from './observed-write.js';
import { readStoredObject, type StoredObject } from './stored-object.js';

/**
 * The changes that a Deployment begins with which was not seen before. Of one that was made before anybody told of it the creation is
 * assumed: at its creationTimestamp, as it was seen first, by nobody known. Who changed it then is told beside that, for what the
 * change was nobody can say.
 * @throws DecodingFailed
 */
export function firstChanges(fact: Fact, context: FactContext, room: Room): readonly FactChange[] {
  const stored = readStoredObject(fact.object ?? {}, fact.propagationPolicy);
  const [first, ...others] =
    fact.verb === 'created' ? [creation(fact, stored, context)] : seenFirst(fact, stored, context);
  if (first === undefined || room.endedAt === undefined) return first ? [first, ...others] : [];
  const end = assumedDeletion(fact, { occurredAt: room.endedAt });
  return [{ ...first, ends: true }, ...others, end].map((change) => ({ ...change, late: true }));
}

function creation(fact: Fact, stored: StoredObject, context: FactContext): FactChange {
  const { key, actor, provenance, occurredAt } = fact;
  const write = { type: 'WriteObserved', schemaVersion: 1, payload: observedWhole(fact, stored) } as const;
  return {
    ...{ key, actor, provenance, occurredAt },
    events: [...creationEvents(stored, fact, context), write],
    summary: summariseCreation(stored.deployment),
    ...causeOf(fact, undefined, stored.deployment),
  };
}

function seenFirst(fact: Fact, stored: StoredObject, context: FactContext): readonly FactChange[] {
  const { createdAt = fact.notBefore ?? fact.occurredAt } = stored;
  const payload = { ...observedWhole(fact, stored), assumed: true } as const;
  const { cause: _, ...made } = creation(fact, stored, context);
  const guess: FactChange = {
    ...made,
    ...{ key: `${fact.key}/first`, actor: UNKNOWN_ACTOR, provenance: {} },
    occurredAt: Math.min(createdAt, fact.occurredAt),
    events: [...creationEvents(stored, fact, context), { type: 'WriteObserved', schemaVersion: 1, payload }],
  };
  return fact.verb === 'changed' ? [guess, unexplained(fact, stored)] : [guess];
}

export const UNEXPLAINED = 'changed; what it was before was not seen';

/** Somebody changed what was not seen before. */
export function unexplained(fact: Fact, stored: StoredObject): FactChange {
  const { key, actor, provenance, occurredAt, cause } = fact;
  return {
    ...{ key, actor, provenance, occurredAt },
    events: [{ type: 'WriteObserved', schemaVersion: 1, payload: observedWhole(fact, stored) }],
    summary: UNEXPLAINED,
    ...(cause !== undefined && { cause }),
  };
}
