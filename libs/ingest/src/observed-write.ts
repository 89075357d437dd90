import type { DeploymentEvent, Observed, ObservedWrite } from '#libs/history';
import type { Fact } from './fact.js';
import type { StoredObject } from './stored-object.js';

type Seen = Pick<Fact, 'verb' | 'occurredAt' | 'notBefore' | 'resourceVersion' | 'byName'>;

/** What is kept of a write that told the whole object. */
export function observedWhole(
  fact: Fact,
  { generation }: Pick<StoredObject, 'generation'>,
  { observed, events = [] }: Readonly<{ observed?: Observed | undefined; events?: readonly DeploymentEvent[] }> = {},
): ObservedWrite {
  const missed = fact.missedGenerations ?? missedBetween(observed?.generation, generation, events);
  return {
    ...seenOf(fact),
    ...(generation !== undefined && { generation }),
    ...(fact.revision !== undefined && { revision: fact.revision }),
    ...(missed > 0 && { missedGenerations: missed }),
  };
}

/** What is kept of a write that told a part, or that the object is gone. */
export function observedPart(fact: Seen, observed: Observed | undefined): ObservedWrite {
  const { generation } = observed ?? {};
  const counts = fact.verb === 'scaled' && generation !== undefined;
  return { ...seenOf(fact), ...(counts && { generation: generation + 1 }), ...stillKnown(fact, observed) };
}

function stillKnown(
  { resourceVersion }: Seen,
  observed: Observed | undefined,
): Pick<ObservedWrite, 'newest' | 'whole'> {
  const { newest, whole = '0' } = observed ?? {};
  if (resourceVersion !== undefined) return { whole };
  return newest === undefined ? {} : { newest, whole };
}

/** When a fact happened, and what it left the object at. */
export function seenOf({ occurredAt, notBefore, resourceVersion, byName }: Seen): Pick<ObservedWrite, 'at'> {
  return {
    at: new Date(occurredAt).toISOString(),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(notBefore !== undefined && { notBefore: new Date(notBefore).toISOString() }),
    ...(byName && { byName }),
  };
}

// A write counts once when it changes spec or annotations, or begins a deletion (registry/apps/deployment/strategy.go).
function missedBetween(before = NaN, after = NaN, events: readonly DeploymentEvent[]): number {
  const counts = events.some(({ type }) => !UNCOUNTED.has(type));
  const missed = after - before - Number(counts);
  return missed > 0 ? missed : 0;
}

const UNCOUNTED: ReadonlySet<string> = new Set(['LabelsChanged', 'MetadataChanged', 'DeploymentDeleted']);
