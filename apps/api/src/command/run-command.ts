import { createHash, randomUUID } from 'node:crypto';
import {
  type Actor,
  type Appended,
  decideAnew,
  IdempotencyKeyReused,
  type NewChange,
  type Provenance,
  type Source,
} from '#libs/event-store';
import { type Command, decide, type Decision, storableEvent, type Writer } from '#libs/history';
import { canonicalJson, type Json, NEWEST_RELEASE } from '#libs/kubernetes';
import type { DeploymentPlace } from '#libs/postgres';
import { NotAllowed } from '../access/not-allowed.js';
import type { ApiPorts } from '../ports.js';
import { type CurrentState, readCurrentState } from './current-state.js';
import { stillEnding, withEnding } from './ending-state.js';
import { refuseTakenName } from './refuse-taken-name.js';
import { PositionConflict } from './refusals.js';
import { withTakenOver } from './take-over.js';

/** A command and all that came with it. */
export type CommandRequest = Readonly<{
  place: DeploymentPlace;
  /** What was asked for, in the caller's words: the same idempotency key goes with the same words. */
  asked: Json;
  /** The command for the state it meets, made anew at each attempt. */
  command: (current: CurrentState) => Promise<Command> | Command;
  actor: Actor;
  /** The way it came in. */
  source: Source;
  provenance: Provenance;
  /** Whose the fields are that it writes; Rollbook's own when left out. */
  writer?: Writer;
  changeCause: string | undefined;
  idempotencyKey: string | undefined;
  /** Position the Deployment must be at; 0 for one that must not exist. */
  expectedPosition: bigint | undefined;
  dryRun: boolean;
  /** Whether one that waits in the foreground to go may be written. */
  reachesEnding?: boolean;
}>;

/** What became of it. Without `appended` nothing was recorded: a dry run, or nothing to change. */
export type CommandResult = Readonly<{
  /** What it was decided on, and the decision; neither of what had been recorded before. */
  current?: CurrentState;
  decision?: Decision;
  appended?: Appended;
}>;

const MOST_ATTEMPTS = 4;

/**
 * Reads the Deployment, decides, and records at the position read. When somebody else was faster it reads and decides
 * again, three times at most; with an expected position it refuses at once.
 * @throws NotAllowed, everything `decide` and `EventStore.append` throw, PositionConflict
 */
export async function runCommand(ports: ApiPorts, request: CommandRequest): Promise<CommandResult> {
  if (!ports.mayWrite(request.place)) throw new NotAllowed('write', request.place);
  const known = await findResult(ports, request);
  if (known !== undefined) return { appended: known };
  return await decideAnew(MOST_ATTEMPTS, () => attemptCommand(ports, request));
}

async function attemptCommand(ports: ApiPorts, request: CommandRequest): Promise<CommandResult> {
  const found = await readCurrentState(ports.store, request.place);
  const current = request.reachesEnding === true ? await withEnding(found, ports) : found;
  refuseOtherPosition(request, current);
  const command = await request.command(current);
  const decided = await decideOn(ports, command, { current, request });
  await refuseTakenName(decided, current, ports);
  const whole = await withTakenOver(decided, { place: request.place, at: ports.now() }, ports);
  const decision = current.ending === true ? stillEnding(whole) : whole;
  if (request.dryRun || decision.events.length === 0) return { current, decision };
  const appended = await ports.store.append(newChange(request, current, { decision, now: ports.now() }));
  await ports.ring(appended.stream.id);
  return { current, decision, appended };
}

async function findResult({ store }: ApiPorts, request: CommandRequest): Promise<Appended | undefined> {
  const { idempotencyKey } = request;
  if (idempotencyKey === undefined || request.dryRun) return undefined;
  const known = await store.findByIdempotencyKey(request.place, idempotencyKey);
  if (known !== undefined && known.request !== digestOf(request)) throw new IdempotencyKeyReused(idempotencyKey);
  return known && { ...known.appended, duplicate: true };
}

function refuseOtherPosition({ place, expectedPosition }: CommandRequest, { state, position }: CurrentState): void {
  const actual = state?.deleted === true ? 0n : position;
  if (expectedPosition === undefined || expectedPosition === actual) return;
  throw new PositionConflict(`${place.namespace}/${place.name}`, String(expectedPosition), String(actual));
}

async function decideOn(
  { settings, now }: ApiPorts,
  command: Command,
  { current, request: { place, changeCause, writer } }: Readonly<{ current: CurrentState; request: CommandRequest }>,
): Promise<Decision> {
  const [podLifeRules, release] = await Promise.all([
    settings.podLives(place.cluster),
    settings.clusterRelease(place.cluster),
  ]);
  return decide(command, current.state, {
    ...place,
    now: now().getTime(),
    release: release?.release ?? NEWEST_RELEASE,
    podLifeRules,
    ...(changeCause !== undefined && { changeCause }),
    ...(writer !== undefined && { writer }),
  });
}

function newChange(
  request: CommandRequest,
  current: CurrentState,
  { decision, now }: Readonly<{ decision: Decision; now: Date }>,
): NewChange {
  const { actor, source, provenance, idempotencyKey: key } = request;
  const [first, ...others] = decision.events.map(storableEvent);
  if (first === undefined) throw new Error('a decision without events is not recorded');
  return {
    ...streamToWrite(request, current),
    ...(decision.events.some(({ type }) => type === 'DeploymentDeleted') && { ends: true }),
    ...(current.ending === true && { late: true }), // its stream has ended
    events: [first, ...others],
    actor,
    source,
    provenance,
    ...(decision.cause !== undefined && { cause: decision.cause }),
    summary: decision.summary,
    occurredAt: now.getTime(),
    ...(key !== undefined && { idempotency: { key, request: digestOf(request) } }),
  };
}

// A deleted Deployment's stream has ended: one of the same name is another Deployment.
function streamToWrite(
  { place }: CommandRequest,
  { stream, state, streamPosition }: CurrentState,
): Pick<NewChange, 'stream' | 'expected'> {
  if (stream === undefined || state?.deleted === true) {
    const { cluster, namespace, name } = place;
    return { stream: { cluster, namespace, name, uid: randomUUID() }, expected: 'none' };
  }
  const { cluster, namespace, name, uid } = stream;
  return { stream: { cluster, namespace, name, uid }, expected: streamPosition };
}

/** SHA-256 of what was asked for: the same key with another request is a mistake of the caller. */
function digestOf({ place: { cluster, namespace, name }, asked }: CommandRequest): string {
  return createHash('sha256').update(canonicalJson({ cluster, namespace, name, asked })).digest('hex');
}
