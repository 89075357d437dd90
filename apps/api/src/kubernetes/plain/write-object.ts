import { randomUUID } from 'node:crypto';
import { type Appended, decideAnew, type NewChange } from '#libs/event-store';
import {
  decideObject,
  type ObjectCommand,
  type ObjectContext,
  type ObjectDecision,
  type ObjectEvent,
  type ObjectKind,
} from '#libs/history';
import { type Allotted, allottedOf } from '#libs/kubernetes';
import { alreadyExists, conflict } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { type LiveObject, liveObject, type ObjectAt } from './live-object.js';
import { plainObject } from './plain-object.js';

/** A write to one object that is kept whole. */
export type ObjectWrite = Readonly<{
  kind: ObjectKind;
  name: string;
  dryRun: boolean;
  manager: string;
  /** The command for what it meets, made anew when somebody else was faster. */
  command: (live: LiveObject | undefined) => ObjectCommand | Promise<ObjectCommand>;
}>;

/** What became of a write. */
export type ObjectOutcome = Readonly<{
  /** What it met. */
  live?: LiveObject;
  decision: ObjectDecision;
  /** The object's own, and that of a dry run. */
  uid: string;
  /** Undefined when nothing was recorded: a dry run, or nothing to change. */
  appended?: Appended;
}>;

const MOST_ATTEMPTS = 4;

/**
 * Reads, decides, and records at the position read; when somebody else was faster, again, three times at most. What was
 * recorded is read by the next request: there is no view to wait for.
 * @throws everything `decideObject` and `EventStore.append` throw, RequestRefused
 */
export async function writeObject(
  request: KubernetesRequest,
  ports: KubernetesPorts,
  write: ObjectWrite,
): Promise<ObjectOutcome> {
  const attempt = (): Promise<ObjectOutcome> => attemptWrite(request, ports, write);
  // What a Service is given depends on all others: one is decided at a time.
  return await decideAnew(MOST_ATTEMPTS, () =>
    write.kind === 'Service' && !write.dryRun ? ports.exclusively(attempt) : attempt(),
  );
}

async function attemptWrite(
  request: KubernetesRequest,
  ports: KubernetesPorts,
  write: ObjectWrite,
): Promise<ObjectOutcome> {
  const now = ports.now();
  const at = placeOf(request, write);
  const live = await liveObject(at, ports, now);
  const asked = await commandOn(live, request, write);
  if (live?.deletedAt !== undefined && asked.kind !== 'HastenEnding') return endingAlready(live);
  const context = await contextOf({ at, manager: write.manager, now }, ports);
  const outcome = decided(asked, live, context);
  if (write.dryRun || outcome.decision.events.length === 0) return outcome;
  const appended = await ports.store.append(newChange(request, outcome, { at, now }));
  return { ...outcome, appended };
}

function decided(asked: ObjectCommand, live: LiveObject | undefined, context: ObjectContext): ObjectOutcome {
  const decision = decideObject(asked, live?.state, context);
  return { ...(live && { live }), decision, uid: live?.uid ?? randomUUID() };
}

function placeOf({ cluster, namespace = '' }: KubernetesRequest, { kind, name }: ObjectWrite): ObjectAt {
  return { kind, cluster, namespace: kind === 'Namespace' ? name : namespace, name };
}

function endingAlready(live: LiveObject): ObjectOutcome {
  const { object } = live.state;
  return { live, uid: live.uid, decision: { events: [], summary: 'nothing to change: it is ending', object } };
}

async function contextOf(
  { at, manager, now }: Readonly<{ at: ObjectAt; manager: string; now: Date }>,
  ports: KubernetesPorts,
): Promise<ObjectContext> {
  const [podLifeRules, allotted] = await Promise.all([
    ports.settings.podLives(at.cluster),
    allottedBeside(at, ports, now),
  ]);
  return { ...at, now: now.getTime(), manager, podLifeRules, allotted };
}

// What is ending can be written no more: its stream has ended, and its name is not free yet.
async function commandOn(
  live: LiveObject | undefined,
  { served }: KubernetesRequest,
  { name, command }: ObjectWrite,
): Promise<ObjectCommand> {
  const asked = await command(live);
  if (live?.deletedAt === undefined || isDeletion(asked)) return asked;
  if (asked.kind === 'CreateObject') throw alreadyExists(served, name, 'object is being deleted: ');
  throw conflict(served, name, 'the object is being deleted');
}

function isDeletion({ kind }: ObjectCommand): boolean {
  return kind === 'DeleteObject' || kind === 'HastenEnding';
}

// What others hold: only a Service is given something.
async function allottedBeside(
  { kind, cluster, namespace, name }: ObjectAt,
  { reads }: KubernetesPorts,
  now: Date,
): Promise<Allotted> {
  if (kind !== 'Service') return allottedOf([]);
  const rows = await reads.listObjects({ cluster, kind }, now);
  const others = rows.filter((row) => row.namespace !== namespace || row.name !== name);
  return allottedOf(others.map((row) => plainObject(row).state.object));
}

function newChange(
  { actor, provenance }: KubernetesRequest,
  { live, uid, decision }: ObjectOutcome,
  { at, now }: Readonly<{ at: ObjectAt; now: Date }>,
): NewChange {
  const { cause, summary } = decision;
  const [first, ...others] = eventsOf(live, decision);
  if (first === undefined) throw new Error('a decision without events is not recorded');
  return {
    stream: { ...at, uid },
    expected: live?.streamPosition ?? 'none',
    ...(decision.events.some(({ type }) => type === 'ObjectDeleted') && { ends: true }),
    ...(live?.deletedAt && { late: true }), // its stream has ended
    events: [first, ...others],
    actor,
    source: 'kubernetes-api',
    provenance,
    ...(cause !== undefined && { cause }),
    summary,
    occurredAt: now.getTime(),
  };
}

// A stream begins with the object: a namespace that nobody wrote is written down before it is deleted.
function eventsOf(live: LiveObject | undefined, { events }: ObjectDecision): readonly ObjectEvent[] {
  if (live?.streamPosition !== 'none' || events[0]?.type !== 'ObjectDeleted') return events;
  return [{ type: 'ObjectWritten', schemaVersion: 1, payload: live.state }, ...events];
}
