import { canonicalJson } from './canonical-json.js';
import type {
  Appended,
  Erasure,
  EventStore,
  KeyPlace,
  Leaf,
  NewChange,
  NewEvent,
  Payload,
  RecordedChange,
  RecordedEvent,
  Stream,
} from './event-store.js';
import { InMemoryPersons, type Sealing } from './in-memory-persons.js';
import { InMemoryStreams } from './in-memory-streams.js';
import { leafText } from './leaf-bytes.js';
import { leafPersonal } from './leaf-personal.js';
import { keyInPlace, LogTip, type KnownKey } from './log-tip.js';
import { openPersonal, type SealedPersonal, sealPersonal } from './personal.js';
import { refuseUnstorable } from './refuse-unstorable.js';

/** What the core may not take from its surroundings. */
export type Surroundings = Readonly<{
  /** SHA-256 in hex. */
  sha256: (bytes: Uint8Array) => string;
  /** Milliseconds since 1970. */
  now: () => number;
  sealing: Sealing;
}>;

/** A change as it is kept: what identifies a person is sealed. */
type Kept = Readonly<{ change: Omit<RecordedChange, 'actor' | 'provenance' | 'cause'>; personal: SealedPersonal }>;

/** The log in memory, for tests and for trying things out: every promise of the port, and nothing survives. */
export class InMemoryEventStore implements EventStore {
  private readonly tip = new LogTip({ position: 0n, recordedAt: 0, streamId: 0, streams: [], keys: new Map() });
  private readonly changes: Kept[] = [];
  private readonly leaves: Leaf[] = [];
  private readonly persons: InMemoryPersons;
  private readonly streams = new InMemoryStreams();
  private readonly templates = new Map<string, Payload>();
  private readonly keys = new Map<string, KnownKey>();
  private readonly listeners = new Set<(position: bigint) => void>();

  constructor(private readonly surroundings: Surroundings) {
    this.persons = new InMemoryPersons(surroundings.sealing);
  }

  // The body is synchronous, so that no other append comes in between.
  append(change: NewChange): Promise<Appended> {
    return new Promise((resolve) => {
      refuseUnstorable(change);
      const copy = stored(change);
      const appended = this.tip.append(copy, this.surroundings.now());
      if (!appended.duplicate) this.record(copy, appended);
      resolve(appended);
    });
  }

  findByIdempotencyKey(place: KeyPlace, key: string) {
    return Promise.resolve(this.keys.get(keyInPlace(place, key)));
  }

  findStream(...name: Parameters<EventStore['findStream']>): Promise<Stream | undefined> {
    return Promise.resolve(this.streams.find(...name));
  }

  streamByUid(cluster: string, uid: string): Promise<Stream | undefined> {
    return Promise.resolve(this.streams.ofUid(cluster, uid));
  }

  streamById(id: number): Promise<Stream | undefined> {
    return Promise.resolve(this.streams.get(id));
  }

  readStream(streamId: number, after: number, limit: number): Promise<readonly RecordedChange[]> {
    const isAfter = (change: RecordedChange) => found(change.events[0], 'first event').streamPosition > after;
    return Promise.resolve(this.ofStream(streamId).filter(isAfter).slice(0, limit));
  }

  readLog(after: bigint, limit: number): Promise<readonly RecordedChange[]> {
    const kept = this.changes.filter(({ change }) => change.change > after);
    return Promise.resolve(kept.slice(0, limit).map((one) => this.shown(one)));
  }

  readLatestOfTypes(streamId: number, types: readonly string[], upTo = Infinity): Promise<readonly RecordedEvent[]> {
    const events = this.ofStream(streamId).flatMap((change) => change.events);
    const before = events.filter((event) => event.streamPosition <= upTo);
    const newest = types.map((type) => before.findLast((event) => event.type === type));
    return Promise.resolve(
      newest.filter((event) => event !== undefined).sort((a, b) => a.streamPosition - b.streamPosition),
    );
  }

  streamPositionAt(streamId: number, time: number): Promise<number> {
    const occurred = this.ofStream(streamId).filter((change) => change.occurredAt <= time);
    const [last] = occurred.sort((a, b) => b.occurredAt - a.occurredAt || Number(b.change - a.change));
    return Promise.resolve(last?.events.at(-1)?.streamPosition ?? 0);
  }

  readChanges(numbers: readonly bigint[]): Promise<readonly RecordedChange[]> {
    const wanted = new Set(numbers);
    const kept = this.changes.filter(({ change }) => wanted.has(change.change));
    return Promise.resolve(kept.map((one) => this.shown(one)));
  }

  readTemplates(hashes: readonly string[]): Promise<ReadonlyMap<string, Payload>> {
    return new Promise((resolve) => {
      resolve(new Map(hashes.map((hash) => [hash, found(this.templates.get(hash), hash)])));
    });
  }

  readLeaves(after: bigint, limit: number): Promise<readonly Leaf[]> {
    return Promise.resolve(this.leaves.slice(Number(after), Number(after) + limit));
  }

  async erasePerson(subject: string): Promise<Erasure | undefined> {
    return this.persons.erase(subject, await this.head(), this.surroundings.now());
  }

  head(): Promise<bigint> {
    return Promise.resolve(this.leaves.at(-1)?.position ?? 0n);
  }

  subscribe(onAppend: (position: bigint) => void): Promise<() => Promise<void>> {
    const listener = (position: bigint) => onAppend(position); // the same function may subscribe twice
    this.listeners.add(listener);
    return Promise.resolve(() => {
      this.listeners.delete(listener);
      return Promise.resolve();
    });
  }

  private record(change: NewChange, appended: Appended): void {
    const { idempotency, expected: _, ends: _ends, late: _late, chain: _chain, ...told } = change;
    const { actor, provenance, cause, ...facts } = told;
    const said = { actor, provenance, ...(cause !== undefined && { cause }) };
    const personal = sealPersonal(said, this.persons.seal);
    const { stream, recordedAt } = appended;
    this.streams.keep(stream);
    const recorded = { change, appended, personal };
    const events = change.events.map((event, index) => this.recordedEvent(event, index, recorded));
    this.changes.push({ change: { ...facts, change: appended.change, stream, recordedAt, events }, personal });
    if (idempotency) this.keys.set(keyInPlace(stream, idempotency.key), { appended, request: idempotency.request });
    for (const listener of this.listeners) listener(appended.position);
  }

  private recordedEvent(
    event: NewEvent,
    index: number,
    { change, appended, personal }: Readonly<{ change: NewChange; appended: Appended; personal: SealedPersonal }>,
  ): RecordedEvent {
    const place = {
      position: appended.change + BigInt(index),
      streamPosition: appended.streamPosition - change.events.length + 1 + index,
    };
    const template = event.template && { templateHash: this.keepTemplate(event.template) };
    const text = leafText({
      ...{ ...change, ...event, ...place, ...template },
      change: appended.change,
      recordedAt: appended.recordedAt,
      payload: canonicalJson(event.payload),
      personal: leafPersonal(personal, this.digest),
    });
    const leafHash = this.surroundings.sha256(new TextEncoder().encode(`\0${text}`));
    this.leaves.push({ position: place.position, text, hash: leafHash });
    return { ...event, ...place, ...template, leafHash };
  }

  private keepTemplate(template: Payload): string {
    const hash = this.digest(template);
    this.templates.set(hash, template);
    return hash;
  }

  private readonly digest = (value: unknown): string =>
    this.surroundings.sha256(new TextEncoder().encode(canonicalJson(value)));

  private ofStream(streamId: number): RecordedChange[] {
    return this.changes.filter(({ change }) => change.stream.id === streamId).map((kept) => this.shown(kept));
  }

  // A stream that has ended since is shown as it is now, and a person who was erased as a tombstone.
  private shown({ change, personal }: Kept): RecordedChange {
    const stream = this.streams.get(change.stream.id) ?? change.stream;
    return { ...change, ...openPersonal(personal, this.persons.open), stream };
  }
}

// What a database would give back: a value of its own, without what JSON leaves out.
function stored({ chain, ...change }: NewChange): NewChange {
  return { ...(JSON.parse(canonicalJson(change)) as NewChange), ...(chain && { chain }) };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is not in the log`);
  return value;
}
