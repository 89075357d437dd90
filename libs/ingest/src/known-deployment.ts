import type { EventStore, RecordedChange, RecordedEvent, Stream } from '#libs/event-store';
import {
  afterChange,
  changesObject,
  type DeploymentState,
  earlierStateOf,
  EVENT_TYPES,
  inOrderOfHappening,
  observedWriteOf,
  parseEvent,
  presentState,
} from '#libs/history';
import type { Fact } from './fact.js';

/** A Deployment as the log has it, and where it stands there. */
export type KnownDeployment = Readonly<{
  stream: Stream;
  state: DeploymentState;
  streamPosition: number;
  /** The newest event of each type. */
  newest: readonly RecordedEvent[];
}>;

/** The log as far as facts are recorded with it. */
export type FactLog = Pick<
  EventStore,
  'streamByUid' | 'findStream' | 'readLatestOfTypes' | 'readStream' | 'readChanges' | 'append'
>;

export async function readKnown(log: Pick<FactLog, 'readLatestOfTypes'>, stream: Stream): Promise<KnownDeployment> {
  const newest = await log.readLatestOfTypes(stream.id, [...EVENT_TYPES, 'EarlierStateLearned']);
  const state = presentState(newest);
  if (state === undefined) throw new Error(`stream ${stream.id} is open and has no event`);
  return { stream, state, streamPosition: newest.at(-1)?.streamPosition ?? 0, newest };
}

/** What the log knows of an incarnation. */
export async function findKnown(
  log: Pick<EventStore, 'streamByUid' | 'readLatestOfTypes'>,
  { cluster, uid }: Pick<Fact, 'cluster' | 'uid'>,
): Promise<KnownDeployment | undefined> {
  const stream = await log.streamByUid(cluster, uid);
  return stream === undefined ? undefined : readKnown(log, stream);
}

/** When the newest of what is known of a Deployment happened, milliseconds since 1970. */
export async function lastOccurred(log: Pick<FactLog, 'readStream'>, known: KnownDeployment): Promise<number> {
  const { observed } = known.state;
  const last = known.newest.findLast((event) => event.type === 'WriteObserved' || changesObject(event));
  if (last?.type === 'WriteObserved' && observed !== undefined) return Date.parse(observed.at);
  // What was done here, and not seen in a cluster, tells its time in its change alone.
  const changes = await readWholeStream(log, known.stream.id);
  return Math.max(...changes.filter((change) => earlierStateOf(change) === undefined).map((one) => one.occurredAt));
}

const PAGE = 200;

/** A Deployment right before a fact happened; undefined when no more is known of it then than what was guessed. */
export async function readStateBefore(
  log: Pick<FactLog, 'readStream'>,
  stream: Stream,
  fact: Fact,
): Promise<DeploymentState | undefined> {
  return stateBefore(await readWholeStream(log, stream.id), fact);
}

/** Every change of a stream, in stream order. */
export async function readWholeStream(
  log: Pick<FactLog, 'readStream'>,
  streamId: number,
): Promise<readonly RecordedChange[]> {
  const changes: RecordedChange[] = [];
  for (let after = 0; ;) {
    const page = await log.readStream(streamId, after, PAGE);
    changes.push(...page);
    if (page.length < PAGE) return changes;
    after = page.at(-1)?.events.at(-1)?.streamPosition ?? after;
  }
}

function stateBefore(changes: readonly RecordedChange[], fact: Fact): DeploymentState | undefined {
  const place = placeOf(fact);
  const ordered = inOrderOfHappening<Pick<RecordedChange, 'change' | 'occurredAt' | 'events'>>([...changes, place]);
  const before = ordered.slice(0, ordered.indexOf(place));
  const [first, ...others] = before;
  const isGuess = first !== undefined && observedWriteOf(first)?.assumed === true;
  const isTold = others.some((change) => observedWriteOf(change) ?? earlierStateOf(change)?.whole);
  if (first === undefined || (isGuess && !isTold)) return undefined;
  return before
    .map(({ events }) => events.map((event) => parseEvent(event)))
    .reduce<DeploymentState | undefined>(afterChange, undefined);
}

// Where the fact would stand, if it were recorded last.
function placeOf({ occurredAt, resourceVersion }: Fact): Pick<RecordedChange, 'change' | 'occurredAt' | 'events'> {
  const payload = { kinds: [], ...(resourceVersion !== undefined && { resourceVersion }) };
  const event = { type: 'EarlierStateLearned', schemaVersion: 1, payload };
  return { change: LAST, occurredAt, events: [{ ...event, position: LAST, streamPosition: Infinity, leafHash: '' }] };
}

const LAST = 2n ** 63n;
