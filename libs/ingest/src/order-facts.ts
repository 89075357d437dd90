import { compareVersions } from '#libs/history';
import { type Fact, isUnknown } from './fact.js';

/**
 * Facts of one name in the order they happened in: incarnation after incarnation, and of each by version. Where two tell one
 * version, the one that says who made it goes first, then the one that happened first; a deletion is the last of its incarnation.
 */
export function orderFacts<T extends Pick<Fact, 'uid' | 'resourceVersion' | 'occurredAt' | 'verb' | 'actor'>>(
  facts: readonly T[],
): readonly T[] {
  const lives = new Map<string, T[]>();
  for (const fact of facts) lives.set(fact.uid, [...(lives.get(fact.uid) ?? []), fact]);
  return [...lives.values()]
    .map((life) => life.sort(compareInLife))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : compareWrites(a, b)))
    .flat();
}

type Placed = Pick<Fact, 'resourceVersion' | 'occurredAt' | 'verb' | 'actor'>;

function compareInLife(a: Placed, b: Placed): number {
  return Number(a.verb === 'deleted') - Number(b.verb === 'deleted') || compareWrites(a, b);
}

function compareWrites(a: Placed, b: Placed): number {
  const versions =
    a.resourceVersion === undefined || b.resourceVersion === undefined
      ? 0
      : compareVersions(a.resourceVersion, b.resourceVersion);
  return versions || Number(isUnknown(a.actor)) - Number(isUnknown(b.actor)) || a.occurredAt - b.occurredAt;
}
