import { createHash } from 'node:crypto';
import { decideAnew, type NewChange } from '#libs/event-store';
import {
  absenceFact,
  clusterContext,
  decideFact,
  type Fact,
  type FactDecision,
  isLate,
  type KnownDeployment,
  newChange,
  readKnown,
  type Watching,
} from '#libs/ingest';
import { BatchUnreadable } from '#libs/sighting';
import type { ApiPorts } from '../ports.js';
import { askedUndo } from './asked-undo.js';

type Ports = Pick<ApiPorts, 'store' | 'settings' | 'ring'>;

const MOST_ATTEMPTS = 4;

/**
 * Records what a fact changes, where anything does: not what is known by its key, nor what is older than what is known. Decides anew when
 * another was faster.
 */
export async function recordFact(ports: Ports, fact: Fact, watching: Watching): Promise<void> {
  await decideAnew(MOST_ATTEMPTS, () => attemptFact(ports, fact, watching));
}

async function attemptFact(ports: Ports, fact: Fact, watching: Watching): Promise<void> {
  if ((await ports.store.findByIdempotencyKey(fact, fact.key)) !== undefined) return;
  const known = await findKnown(ports, fact);
  refuseOtherName(known, fact);
  if (known !== undefined && isLate(known.state, fact)) return;
  if (known === undefined) await endNamesake(ports, fact, watching);
  const { fact: told, ...undo } = await askedUndo(ports, fact, known);
  const decision = decideFact(known?.state, told, { ...(await clusterContext(ports.settings, fact.cluster)), ...undo });
  if (decision.kind === 'nothing') return;
  const { stream } = await ports.store.append(changeOf(told, decision, known));
  await ports.ring(stream.id);
}

function changeOf(
  fact: Fact,
  decision: Extract<FactDecision, { kind: 'change' }>,
  known: KnownDeployment | undefined,
): NewChange {
  const { key, actor, provenance, occurredAt } = fact;
  const expected = known?.streamPosition ?? 'none';
  return newChange(fact, { key, actor, provenance, occurredAt, ...decision }, { expected, sha256 });
}

/** What the log knows of an incarnation. */
export async function findKnown(
  { store }: Pick<ApiPorts, 'store'>,
  { cluster, uid }: Pick<Fact, 'cluster' | 'uid'>,
): Promise<KnownDeployment | undefined> {
  const stream = await store.streamByUid(cluster, uid);
  if (stream === undefined) return undefined;
  return await readKnown(store, stream);
}

function refuseOtherName(known: KnownDeployment | undefined, { namespace, name, uid }: Fact): void {
  if (known === undefined || (known.stream.namespace === namespace && known.stream.name === name)) return;
  const bearer = `${known.stream.namespace}/${known.stream.name}`;
  throw new BatchUnreadable(
    'metadata.uid',
    `another than ${uid}, which is that of ${bearer}, for ${namespace}/${name}`,
  );
}

// A name is one object's at a time: who bears it now is not who bore it before.
async function endNamesake(ports: Ports, fact: Fact, watching: Watching): Promise<void> {
  const { cluster, namespace, name, uid } = fact;
  const stream = await ports.store.findStream(cluster, namespace, name);
  if (stream === undefined || stream.endedAt !== undefined || stream.uid === uid) return;
  await recordFact(ports, absenceFact(stream, fact.occurredAt, watching), watching);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
