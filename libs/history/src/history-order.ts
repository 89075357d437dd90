import type { EarlierState, ObservedWrite } from './event.js';
import type { PodsSeen } from './pods-seen.js';
import { compareVersions } from './compare-versions.js';

/** A change as far as its place in the history of its Deployment depends on it. */
export type OrderedChange = Readonly<{
  /** Position of its first event. */
  change: bigint;
  /** Milliseconds since 1970. */
  occurredAt: number;
  events: readonly Readonly<{ type: string; payload: Readonly<Record<string, unknown>> }>[];
}>;

/**
 * Changes of one Deployment in the order they happened in. The creation stays first and the deletion last, whatever the clocks of
 * those who told them said; writes whose versions are known stand by them; all others by time, those of one instant as recorded.
 */
export function inOrderOfHappening<T extends OrderedChange>(changes: readonly T[]): readonly T[] {
  const middle = changes.filter((change) => rank(change) === 0);
  const versioned = middle.filter((change) => versionOf(change) !== undefined);
  const others = middle.filter((change) => versionOf(change) === undefined);
  return [
    ...byTime(changes.filter((change) => rank(change) < 0)),
    ...merged(byVersion(versioned), byTime(others)),
    ...byTime(changes.filter((change) => rank(change) > 0)),
  ];
}

/** Where a change stands, whenever it happened: -1 first, 1 last. */
export function rank({ events }: OrderedChange): -1 | 0 | 1 {
  if (events.some(({ type }) => type === 'DeploymentCreated')) return -1;
  return events.some(({ type }) => type === 'DeploymentDeleted') ? 1 : 0;
}

/** What was seen of pods, where a change is no more than that. */
export function podsSeenOf({ events }: Pick<OrderedChange, 'events'>): PodsSeen | undefined {
  return events.find(({ type }) => type === 'PodsObserved')?.payload as PodsSeen | undefined;
}

/** What was learned late of an earlier state, in a change. */
export function earlierStateOf({ events }: OrderedChange): EarlierState | undefined {
  return events.find(({ type }) => type === 'EarlierStateLearned')?.payload as EarlierState | undefined;
}

/** What is known of the write that a change was in a cluster. */
export function observedWriteOf({ events }: OrderedChange): ObservedWrite | undefined {
  return events.find(({ type }) => type === 'WriteObserved')?.payload as ObservedWrite | undefined;
}

/** The object's own version after a change; undefined where none was told. */
export function versionOf(change: OrderedChange): string | undefined {
  return (observedWriteOf(change) ?? earlierStateOf(change))?.resourceVersion;
}

function byTime<T extends OrderedChange>(changes: readonly T[]): readonly T[] {
  return [...changes].sort((a, b) => a.occurredAt - b.occurredAt || (a.change < b.change ? -1 : 1));
}

type Timed<T> = Readonly<{ change: T; at: number }>;

// A clock that goes back does not take a write before one with an older version.
function byVersion<T extends OrderedChange>(changes: readonly T[]): readonly Timed<T>[] {
  let at = -Infinity;
  return [...changes]
    .sort((a, b) => compareVersions(versionOf(a) ?? '', versionOf(b) ?? '') || (a.change < b.change ? -1 : 1))
    .map((change) => {
      at = Math.max(at, change.occurredAt);
      return { change, at };
    });
}

function merged<T extends OrderedChange>(versioned: readonly Timed<T>[], others: readonly T[]): readonly T[] {
  if (versioned.length === 0) return others;
  const result: T[] = [];
  let next = 0;
  for (const { change, at } of versioned) {
    for (let other = others[next]; other !== undefined && isBefore(other, { change, at }); other = others[next]) {
      result.push(other);
      next += 1;
    }
    result.push(change);
  }
  return [...result, ...others.slice(next)];
}

function isBefore(other: OrderedChange, { change, at }: Timed<OrderedChange>): boolean {
  return other.occurredAt < at || (other.occurredAt === at && other.change < change.change);
}
