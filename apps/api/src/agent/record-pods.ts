import { createHash } from 'node:crypto';
import { decideAnew } from '#libs/event-store';
import { type PodsSeen as RecordedPods, storableEvent } from '#libs/history';
import { findKnown, UNKNOWN_ACTOR } from '#libs/ingest';
import { newsOf, type PodsSeen, type ReplicaSetSeen } from '#libs/sighting';
import type { ApiPorts } from '../ports.js';

type Ports = Pick<ApiPorts, 'store' | 'ring'>;

const MOST_ATTEMPTS = 4;

/**
 * Records what the pods of a Deployment that lives were seen to be, where that is something else than before. False when the log does
 * not know the Deployment (yet).
 */
export function recordPods(ports: Ports, cluster: string, seen: PodsSeen): Promise<boolean> {
  return decideAnew(MOST_ATTEMPTS, () => attemptPods(ports, cluster, seen));
}

async function attemptPods({ store, ring }: Ports, cluster: string, seen: PodsSeen): Promise<boolean> {
  const { seenAt, replicaSets } = seen;
  const { uid, namespace, name } = seen.object.metadata as Readonly<{ uid: string; namespace: string; name: string }>;
  const known = await findKnown(store, { cluster, uid });
  if (known === undefined) return false;
  const { stream, streamPosition, newest } = known;
  if (stream.endedAt !== undefined || stream.namespace !== namespace || stream.name !== name) return true;
  const before = newest.find(({ type }) => type === 'PodsObserved');
  if (before !== undefined && !isNews(before.payload as unknown as RecordedPods, seen)) return true;
  const payload = { at: new Date(seenAt).toISOString(), replicaSets };
  const key = `pods:${cluster}/${uid}/${seenAt}`;
  await store.append({
    stream: { cluster, namespace, name, uid },
    expected: streamPosition,
    events: [storableEvent({ type: 'PodsObserved', schemaVersion: 1, payload })],
    ...{ actor: UNKNOWN_ACTOR, source: 'watch', provenance: {} },
    summary: summaryOf(replicaSets),
    occurredAt: seenAt,
    idempotency: { key, request: createHash('sha256').update(key).digest('hex') },
  });
  await ring(stream.id);
  return true;
}

function isNews({ at, replicaSets }: RecordedPods, seen: PodsSeen): boolean {
  return Date.parse(at) <= seen.seenAt && newsOf(replicaSets) !== newsOf(seen.replicaSets);
}

function summaryOf(replicaSets: readonly ReplicaSetSeen[]): string {
  const said = replicaSets.map(({ name, pods, ready, waiting: [most] }) => {
    const why = most === undefined ? '' : `, ${most.pods} waiting: ${most.reason}`;
    return `${name} ${ready}/${pods} ready${why}`;
  });
  return `pods seen: ${said.join('; ') || 'none'}`;
}
