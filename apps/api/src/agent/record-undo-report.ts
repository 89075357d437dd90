import { createHash } from 'node:crypto';
import { inScope, type Scope } from '#libs/access';
import { type Actor, decideAnew, type NewChange, type Stream } from '#libs/event-store';
import { storableEvent } from '#libs/history';
import { findKnown, type KnownDeployment } from '#libs/ingest';
import { BatchUnreadable, type UndoReport } from '#libs/sighting';
import { NotAllowed } from '../access/not-allowed.js';
import type { ApiPorts } from '../ports.js';

type Ports = Pick<ApiPorts, 'store' | 'ring' | 'now'>;
type Reported = Readonly<{ cluster: string; scope: Scope; actor: Actor; report: UndoReport }>;

const MOST_ATTEMPTS = 4;

/**
 * Records what came of an undo. The first report counts.
 * @throws BatchUnreadable, NotAllowed
 */
export async function recordUndoReport(ports: Ports, reported: Reported): Promise<void> {
  await decideAnew(MOST_ATTEMPTS, () => attemptReport(ports, reported));
}

async function attemptReport(ports: Ports, reported: Reported): Promise<void> {
  const { cluster, scope, report } = reported;
  const asked = await askedIn(ports, cluster, report.id);
  if (asked === undefined)
    throw new BatchUnreadable('id', `that of a change that asked for an undo in ${cluster}, not ${report.id}`);
  if (!inScope(scope, asked)) throw new NotAllowed('ingest', asked);
  const key = `undo-answer:${cluster}/${report.id}`;
  if ((await ports.store.findByIdempotencyKey(asked, key)) !== undefined) return;
  const known = await findKnown(ports.store, asked);
  if (known === undefined) throw new Error(`stream ${asked.id} has no events`);
  await ports.store.append(answerOf(reported, { known, key, now: ports.now() }));
  await ports.ring(asked.id);
}

async function askedIn({ store }: Ports, cluster: string, id: string): Promise<Stream | undefined> {
  const [change] = await store.readChanges([BigInt(id)]);
  const asks = change?.events.some(({ type }) => type === 'ClusterUndoRequested') === true;
  return asks && change.stream.cluster === cluster ? change.stream : undefined;
}

function answerOf(
  { actor, report: { id, outcome, message, resourceVersion } }: Reported,
  { known: { stream, streamPosition }, key, now }: Readonly<{ known: KnownDeployment; key: string; now: Date }>,
): NewChange {
  const { cluster, namespace, name, uid } = stream;
  const payload = { request: id, outcome, message, ...(resourceVersion !== undefined && { resourceVersion }) };
  return {
    stream: { cluster, namespace, name, uid },
    expected: streamPosition,
    ...(stream.endedAt !== undefined && { late: true }),
    events: [storableEvent({ type: 'ClusterUndoAnswered', schemaVersion: 1, payload })],
    actor,
    source: 'watch',
    provenance: {},
    summary: `${SAID[outcome]}: ${message}`,
    occurredAt: now.getTime(),
    idempotency: { key, request: createHash('sha256').update(key).digest('hex') },
  };
}

const SAID: Readonly<Record<UndoReport['outcome'], string>> = {
  applied: 'undo applied in the cluster',
  refused: 'undo refused',
  conflict: 'undo not applied',
};
