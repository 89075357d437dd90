import type pg from 'pg';
import type {
  Appended,
  Erasure,
  EventStore,
  KeyPlace,
  KnownKey,
  Leaf,
  NewChange,
  Payload,
  RecordedChange,
  RecordedEvent,
  Stream,
  StreamKind,
} from '#libs/event-store';
import { erasePerson } from '../person/erase-person.js';
import { keyringOf } from '../person/keyring-of.js';
import { GroupCommit } from './group-commit.js';
import { LogListener } from './log-listener.js';
import { LOG_LIMITS, type LogLimits } from './log-limits.js';
import { LogReader } from './log-reader.js';

export type PostgresEventStoreOptions = Readonly<{
  /** Where the log is written: two connections for appends and one to listen, kept open. */
  url: string;
  /** Where the log is read; may lead to a replica, but then nobody can be erased. Its keyring seals. It stays the caller's. */
  pool: pg.Pool;
  limits?: Partial<LogLimits>;
}>;

/** The log in Postgres. See docs/adr/0001-group-commit.md. */
export class PostgresEventStore implements EventStore {
  private readonly writer: GroupCommit;
  private readonly reader: LogReader;
  private readonly listener: LogListener;

  private readonly pool: pg.Pool;

  constructor({ url, pool, limits }: PostgresEventStoreOptions) {
    this.pool = pool;
    this.writer = new GroupCommit(url, { ...LOG_LIMITS, ...limits }, keyringOf(pool));
    this.reader = new LogReader(pool);
    this.listener = new LogListener(url);
  }

  append(change: NewChange): Promise<Appended> {
    return this.writer.append(change);
  }

  findByIdempotencyKey(place: KeyPlace, key: string): Promise<KnownKey | undefined> {
    return this.reader.findByIdempotencyKey(place, key);
  }

  findStream(cluster: string, namespace: string, name: string, kind?: StreamKind): Promise<Stream | undefined> {
    return this.reader.findStream(cluster, namespace, name, kind);
  }

  streamByUid(cluster: string, uid: string): Promise<Stream | undefined> {
    return this.reader.streamByUid(cluster, uid);
  }

  streamById(id: number): Promise<Stream | undefined> {
    return this.reader.streamById(id);
  }

  readStream(streamId: number, after: number, limit: number): Promise<readonly RecordedChange[]> {
    return this.reader.readStream(streamId, after, limit);
  }

  readLog(after: bigint, limit: number): Promise<readonly RecordedChange[]> {
    return this.reader.readLog(after, limit);
  }

  readLatestOfTypes(streamId: number, types: readonly string[], upTo?: number): Promise<readonly RecordedEvent[]> {
    return this.reader.readLatestOfTypes(streamId, types, upTo);
  }

  streamPositionAt(streamId: number, time: number): Promise<number> {
    return this.reader.streamPositionAt(streamId, time);
  }

  readChanges(numbers: readonly bigint[]): Promise<readonly RecordedChange[]> {
    return this.reader.readChanges(numbers);
  }

  readTemplates(hashes: readonly string[]): Promise<ReadonlyMap<string, Payload>> {
    return this.reader.readTemplates(hashes);
  }

  readLeaves(after: bigint, limit: number): Promise<readonly Leaf[]> {
    return this.reader.readLeaves(after, limit);
  }

  erasePerson(subject: string): Promise<Erasure | undefined> {
    return erasePerson(this.pool, subject);
  }

  head(): Promise<bigint> {
    return this.reader.head();
  }

  subscribe(onAppend: (position: bigint) => void): Promise<() => Promise<void>> {
    return this.listener.subscribe(onAppend);
  }

  /** Records what was given to it, then lets go of its connections. */
  async close(): Promise<void> {
    await Promise.all([this.writer.close(), this.listener.close()]);
  }
}
