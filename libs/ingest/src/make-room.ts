import type { EventStore, Stream } from '#libs/event-store';
import { assumedDeletion } from './assumed-deletion.js';
import type { FactChange } from './fact-change.js';
import { compareVersions } from '#libs/history';
import type { Fact } from './fact.js';
import { type KnownDeployment, readKnown } from './known-deployment.js';

export type Room = Readonly<{
  /** A newer incarnation bears the name: this one was over when that one began. */
  endedAt?: number;
  /** The incarnation before, where its ReplicaSets were left alone. */
  left?: Stream;
}>;

type Log = Pick<EventStore, 'findStream' | 'readLatestOfTypes' | 'readStream'>;

/**
 * Sees to the name of a Deployment that was not seen before: an older incarnation that still lives is over, for two cannot be
 * at once, and `end` records so.
 */
export async function makeRoom(
  log: Log,
  fact: Fact,
  end: (known: KnownDeployment, deletion: FactChange) => Promise<unknown>,
): Promise<Room> {
  const other = await log.findStream(fact.cluster, fact.namespace, fact.name);
  if (other === undefined) return {};
  const known = await readKnown(log, other);
  const beganAt = await beginningOf(log, other);
  if (fact.byName === true ? beganAt > fact.occurredAt : isNewer(known, fact)) return { endedAt: beganAt };
  if (other.endedAt !== undefined) return isOrphaning(known) ? { left: other } : {};
  const { observed } = known.state;
  const notBefore = observed === undefined ? {} : { notBefore: lastSeen(observed.at, fact) };
  await end(known, assumedDeletion(other, { occurredAt: fact.occurredAt, ...notBefore, observed }));
  return {};
}

function isOrphaning({ newest }: KnownDeployment): boolean {
  return newest.find(({ type }) => type === 'DeploymentDeleted')?.payload.propagationPolicy === 'Orphan';
}

// A list that finds the newer one comes after a time in which nothing was missed.
function lastSeen(at: string, { notBefore = 0, occurredAt }: Fact): number {
  return Math.min(Math.max(Date.parse(at), notBefore), occurredAt);
}

function isNewer({ state: { observed } }: KnownDeployment, { resourceVersion, occurredAt }: Fact): boolean {
  // What is known by name alone, as from a folder of manifests, gives way to what a cluster has.
  if (observed === undefined || observed.byName === true) return false;
  const { newest, at } = observed;
  if (newest !== undefined && resourceVersion !== undefined) return compareVersions(newest, resourceVersion) > 0;
  return Date.parse(at) > occurredAt;
}

async function beginningOf(log: Log, { id }: Stream): Promise<number> {
  const [first] = await log.readStream(id, 0, 1);
  if (first === undefined) throw new Error(`stream ${id} is open and has no change`);
  return first.occurredAt;
}
