import type { Chain } from './chain.js';

/** A JSON object, as an event's payload is stored. */
export type Payload = Readonly<Record<string, unknown>>;

/** What a stream can be of, Deployments aside. */
export type StreamKind = 'Namespace' | 'Pod' | 'Service';

/** One incarnation of an object: created once, deleted at most once. Its events are one stream. */
export type StreamName = Readonly<{
  /** A Deployment when it is left out. */
  kind?: StreamKind;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
}>;

export type Stream = StreamName &
  Readonly<{
    /** Number of the stream in this store, from 1. */
    id: number;
    /** Position of the stream's first event. */
    openedAt: bigint;
    /** Position of the event that ended the stream; undefined while it lives. */
    endedAt?: bigint;
  }>;

/** An event not yet recorded. `template` is stored once by its content and given back whole. */
export type NewEvent = Readonly<{ type: string; schemaVersion: number; payload: Payload; template?: Payload }>;

/** Who made a change: the authenticated subject, and who acted for it. */
export type Actor = Readonly<{
  subject: string;
  groups: readonly string[];
  /** Who asked to act as `subject` (`kubectl --as`). */
  impersonator?: string;
  /** Only on what is read: one of them was erased, and a tombstone stands in their place. */
  erased?: true;
}>;

/** Where a change came in. */
export type Source = 'graphql' | 'kubernetes-api' | 'audit-webhook' | 'watch' | 'import';

/** What the request itself said about how it was made. None of it is authenticated. */
export type Provenance = Readonly<{
  userAgent?: string;
  address?: string;
  /** `Kubectl-Command` and `Kubectl-Session` (KEP-859). */
  command?: string;
  session?: string;
}>;

/**
 * One request by one actor, to be recorded whole or not at all.
 *
 * `expected` is the stream position the events were decided on: 'none' opens the stream (and fails when another
 * incarnation of the name lives), a number must be the stream's last position.
 */
export type NewChange = Readonly<{
  stream: StreamName;
  expected: 'none' | number;
  /** Ends the stream: no event can follow, and the name is free again. */
  ends?: boolean;
  /**
   * It happened before what is known, or to what has ended and is not gone yet: it may follow the end of its stream, and a stream that
   * it opens and ends at once may bear a name that another incarnation bears by now.
   */
  late?: boolean;
  events: readonly [NewEvent, ...NewEvent[]];
  actor: Actor;
  source: Source;
  provenance: Provenance;
  /** Why, as the caller told it (`kubernetes.io/change-cause` or the text given). */
  cause?: string;
  /** One line that says what changed, for the audit list. */
  summary: string;
  /** When it happened in the cluster, milliseconds since 1970. */
  occurredAt: number;
  /** The same key twice in a namespace returns the first result and appends nothing. */
  idempotency?: Readonly<{
    key: string;
    /** SHA-256 of the request, hex: the same key with another request is refused. */
    request: string;
  }>;
  /** Those it was decided upon, where they are not recorded yet. */
  chain?: Chain;
}>;

/** Where an idempotency key holds: the same key elsewhere is another one, so that it tells nothing of other namespaces. */
export type KeyPlace = Pick<StreamName, 'cluster' | 'namespace'>;

/** What an append answers; `duplicate` says that the key was known and nothing was appended. */
export type Appended = Readonly<{
  /** The change's own number: the position of its first event. */
  change: bigint;
  /** Position of its last event. */
  position: bigint;
  /** Stream position of its last event. */
  streamPosition: number;
  stream: Stream;
  recordedAt: number;
  duplicate: boolean;
}>;

/** An event as recorded. */
export type RecordedEvent = NewEvent &
  Readonly<{
    /** Place in the whole log: contiguous from 1. */
    position: bigint;
    /** Place in its stream: contiguous from 1. */
    streamPosition: number;
    /** RFC 9162 leaf hash of the event, 32 bytes in hex. */
    leafHash: string;
    /** SHA-256 of the template's canonical JSON in hex, where the event has one. */
    templateHash?: string;
  }>;

/** A change as recorded, with its events in order. */
export type RecordedChange = Readonly<{
  change: bigint;
  stream: Stream;
  actor: Actor;
  source: Source;
  provenance: Provenance;
  cause?: string;
  summary: string;
  occurredAt: number;
  recordedAt: number;
  events: readonly RecordedEvent[];
}>;

/** An event as a leaf of the log's Merkle tree. */
export type Leaf = Readonly<{
  position: bigint;
  /** What is hashed, behind a zero byte (leaf-bytes.ts). */
  text: string;
  /** In hex, as it was stored when the event was appended. */
  hash: string;
}>;

/** A person whose personal data cannot be read any more. */
export type Erasure = Readonly<{
  /** Their number, as tombstones tell it. */
  person: number;
  /** Position of the newest event then. */
  position: bigint;
  erasedAt: number;
}>;

/** The log. Every promise is a row of test/contract/event-store.contract.ts. */
export interface EventStore {
  /**
   * Appends one change atomically.
   * @throws StreamConflict when `expected` is not the stream's position, or the name is taken by a living stream.
   * @throws StreamEnded when the stream has ended.
   * @throws IdempotencyKeyReused when the key was used for another request in the namespace.
   * @throws Unstorable when the log could keep the change only by altering it.
   * @throws LogUnavailable when nothing was recorded and trying again may help.
   * @throws AppendOutcomeUnknown when the log broke off and could not be asked whether the change was recorded.
   */
  append(change: NewChange): Promise<Appended>;
  /** Looks an idempotency key of a namespace up before deciding. */
  findByIdempotencyKey(
    place: KeyPlace,
    key: string,
  ): Promise<Readonly<{ appended: Appended; request: string }> | undefined>;
  /** The living incarnation of a name, else the one that ended last; of a Deployment, unless a kind is said. */
  findStream(cluster: string, namespace: string, name: string, kind?: StreamKind): Promise<Stream | undefined>;
  /** The stream of an incarnation, living or not. */
  streamByUid(cluster: string, uid: string): Promise<Stream | undefined>;
  streamById(id: number): Promise<Stream | undefined>;
  /** Changes of one stream that begin after `after` (a stream position, 0 for all), oldest first. */
  readStream(streamId: number, after: number, limit: number): Promise<readonly RecordedChange[]>;
  /** Changes of all streams that begin after a position (0 for all), oldest first; never skips one, now or later. */
  readLog(after: bigint, limit: number): Promise<readonly RecordedChange[]>;
  /**
   * The newest event of each type at a stream position (now, when none is said), in stream order. Every event carries
   * the whole new value, so these few are the state.
   */
  readLatestOfTypes(streamId: number, types: readonly string[], upTo?: number): Promise<readonly RecordedEvent[]>;
  /** Stream position of the last event that had occurred at a time; 0 when none had. */
  streamPositionAt(streamId: number, time: number): Promise<number>;
  /** The changes with these numbers, oldest first. */
  readChanges(numbers: readonly bigint[]): Promise<readonly RecordedChange[]>;
  /** Templates by their hash (hex). Throws when one is missing, for a hash comes from an event. */
  readTemplates(hashes: readonly string[]): Promise<ReadonlyMap<string, Payload>>;
  /** Events with a position after `after` as leaves, oldest first. What was sealed stays sealed. */
  readLeaves(after: bigint, limit: number): Promise<readonly Leaf[]>;
  /**
   * Destroys the key of a subject: who they were, where they came from and why they did what they did can be read no
   * more, the events stay. Answers undefined when nothing was recorded of them since they were last erased; what they
   * do from then on is another person's.
   */
  erasePerson(subject: string): Promise<Erasure | undefined>;
  /** Position of the newest event; 0 when the log is empty. */
  head(): Promise<bigint>;
  /** Calls `onAppend` after each commit, with the newest position. Answers how to stop. */
  subscribe(onAppend: (position: bigint) => void): Promise<() => Promise<void>>;
}
