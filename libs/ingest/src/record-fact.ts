import { type Appended, decideAnew } from '#libs/event-store';
import type { RestoredFrom } from '#libs/history';
import { BatchUnreadable } from '#libs/sighting';
import { type Asked, askedUndo } from './asked-undo.js';
import { attribution } from './attribution.js';
import { assumedDeletion } from './assumed-deletion.js';
import { decideFact, type NothingReason } from './decide-fact.js';
import type { FactContext } from './fact-context.js';
import { decideLateFact, isLate } from './decide-late-fact.js';
import { type FactChange, newChange } from './fact-change.js';
import { type Fact, isUnknown } from './fact.js';
import { firstChanges, unexplained } from './first-changes.js';
import { type FactLog, findKnown, type KnownDeployment, readStateBefore } from './known-deployment.js';
import { makeRoom } from './make-room.js';
import { placeByName } from './place-by-name.js';
import { readStoredObject } from './stored-object.js';
import { type OrphansTaken, withTakenOver } from './take-over.js';

export type RecordPorts = Readonly<{
  store: FactLog;
  /** What the settings of the cluster say. */
  contextOf: (fact: Fact) => Promise<Pick<FactContext, 'release' | 'podLifeRules'>>;
  /** The revision that an undo went back to; undefined when there is none of its template. */
  restoredBy: (streamId: number, fact: Fact) => Promise<RestoredFrom | undefined>;
  orphansTaken: OrphansTaken;
  /** In hex. */
  sha256: (text: string) => string;
}>;

/** What became of a fact. */
export type FactOutcome =
  | Readonly<{
      kind: 'recorded';
      appended: readonly Appended[];
      /** Those that have news. */ streamIds: readonly number[];
    }>
  /** The same was told before. */
  | Readonly<{ kind: 'known' }>
  | Readonly<{ kind: 'nothing'; reason: NothingReason }>
  /** Nothing is known of its Deployment yet: it can be recorded after a fact that tells the whole object. */
  | Readonly<{ kind: 'waiting' }>;

const MOST_ATTEMPTS = 5;

/**
 * Records what a fact changes, once, however often it is told; a late one in its place. When others write at the same time it
 * reads and decides again.
 * @throws BatchUnreadable for a uid of another name, DecodingFailed, what `placeByName` throws, and what `EventStore.append` throws
 */
export async function recordFact(ports: RecordPorts, fact: Fact): Promise<FactOutcome> {
  return await decideAnew(MOST_ATTEMPTS, () => recordOnce(ports, fact));
}

async function recordOnce(ports: RecordPorts, fact: Fact): Promise<FactOutcome> {
  if (fact.byName === true) return recordByName(ports, fact);
  const known = await findKnown(ports.store, fact);
  if (known === undefined) return recordFirst(ports, fact);
  refuseOtherName(known, fact);
  if (isSecondEnd(fact, known)) return (await recordAuthor(ports, fact, known)) ?? { kind: 'known' };
  return isNewest(fact, known) ? recordSeen(ports, fact, known) : recordNext(ports, fact, known);
}

async function recordByName(ports: RecordPorts, told: Fact): Promise<FactOutcome> {
  const { fact, known, late } = await placeByName(ports.store, told);
  if (known === undefined) return recordFirst(ports, fact);
  return isSecondEnd(fact, known) ? { kind: 'known' } : recordPlaced(ports, { fact, known, late });
}

function refuseOtherName({ stream }: KnownDeployment, { namespace, name, uid }: Fact): void {
  if (stream.namespace === namespace && stream.name === name) return;
  const bearer = `${stream.namespace}/${stream.name}`;
  throw new BatchUnreadable(
    'metadata.uid',
    `another than ${uid}, which is that of ${bearer}, for ${namespace}/${name}`,
  );
}

// What was only concluded gives way to who did it, and to nobody.
function isSecondEnd({ verb, actor }: Fact, { state: { deleted, observed } }: KnownDeployment): boolean {
  if (verb !== 'deleted' || !deleted) return false;
  return observed?.assumed !== true || isUnknown(actor);
}

function isNewest({ resourceVersion }: Fact, { state: { observed } }: KnownDeployment): boolean {
  return resourceVersion !== undefined && resourceVersion === observed?.newest;
}

async function recordFirst(ports: RecordPorts, fact: Fact): Promise<FactOutcome> {
  if (fact.object === undefined) return { kind: 'waiting' };
  const context = await ports.contextOf(fact);
  const ended: Appended[] = [];
  const room = await makeRoom(ports.store, fact, async (known, deletion) => {
    ended.push(await append(ports, fact.source, known, deletion));
  });
  const appended: Appended[] = [];
  for (const change of await withTakenOver(firstChanges(fact, context, room), { fact, room }, ports)) {
    const expected = appended.at(-1)?.streamPosition ?? 'none';
    appended.push(await ports.store.append(newChange(fact, change, { expected, sha256: ports.sha256 })));
  }
  return { kind: 'recorded', appended, streamIds: streamIdsOf([...ended, ...appended]) };
}

function streamIdsOf(appended: readonly Appended[]): readonly number[] {
  return [...new Set(appended.map(({ stream }) => stream.id))];
}

// A kill may have come between the guess that a Deployment begins with and who changed it then; and who did may be told second.
async function recordSeen(ports: RecordPorts, fact: Fact, known: KnownDeployment): Promise<FactOutcome> {
  const { observed, deleted } = known.state;
  if (observed?.assumed !== true || fact.verb !== 'changed' || fact.object === undefined)
    return (await recordAuthor(ports, fact, known)) ?? { kind: 'known' };
  const change = unexplained(fact, readStoredObject(fact.object));
  return outcomeOf(await append(ports, fact.source, known, { ...change, late: deleted }));
}

async function recordNext(ports: RecordPorts, told: Fact, known: KnownDeployment): Promise<FactOutcome> {
  if (told.assumed) return recordAbsence(ports, told, known);
  const late = isLate(known.state, told);
  const attributed = late ? await recordAuthor(ports, told, known) : undefined;
  return attributed ?? recordPlaced(ports, { fact: told, known, late });
}

type Placed = Readonly<{ fact: Fact; known: KnownDeployment; late: boolean }>;

async function recordPlaced(ports: RecordPorts, { fact: told, known, late }: Placed): Promise<FactOutcome> {
  const { state: present, stream } = known;
  const asked = await askedUndo(ports.store, told, known);
  const context = await contextOf(ports, asked, stream.id);
  const { fact } = asked;
  const decision = late
    ? decideLateFact({ present, earlier: await readStateBefore(ports.store, stream, fact) }, fact, context)
    : decideFact(present, fact, context);
  if (decision.kind === 'nothing') return decision;
  const { key, actor, provenance, occurredAt } = fact;
  const { events, summary, cause } = decision;
  const change = { key, actor, provenance, occurredAt, events, summary, late, ...(cause !== undefined && { cause }) };
  return outcomeOf(await append(ports, fact.source, known, change));
}

async function recordAuthor(ports: RecordPorts, fact: Fact, known: KnownDeployment): Promise<FactOutcome | undefined> {
  const change = await attribution(ports.store, fact, known);
  return change && outcomeOf(await append(ports, fact.source, known, change));
}

async function recordAbsence(ports: RecordPorts, fact: Fact, known: KnownDeployment): Promise<FactOutcome> {
  const { occurredAt, notBefore } = fact;
  const { observed } = known.state;
  const when = { occurredAt, observed, ...(notBefore !== undefined && { notBefore }) };
  return outcomeOf(await append(ports, fact.source, known, assumedDeletion(fact, when)));
}

async function contextOf(ports: RecordPorts, { fact, ...asked }: Asked, streamId: number): Promise<FactContext> {
  const context = { ...(await ports.contextOf(fact)), ...asked };
  if (fact.undoes !== true || asked.restoredFrom !== undefined) return context;
  const restoredFrom = await ports.restoredBy(streamId, fact);
  return { ...context, ...(restoredFrom && { restoredFrom }) };
}

function append(
  { store, sha256 }: RecordPorts,
  source: Fact['source'],
  { stream, streamPosition: expected }: KnownDeployment,
  change: FactChange,
): Promise<Appended> {
  return store.append(newChange({ ...stream, source }, change, { expected, sha256 }));
}

function outcomeOf(appended: Appended): FactOutcome {
  return appended.duplicate
    ? { kind: 'known' }
    : { kind: 'recorded', appended: [appended], streamIds: [appended.stream.id] };
}
