import {
  type Appended,
  Chain,
  type NewChange,
  type RecordedChange,
  type RecordedEvent,
  type Stream,
  StreamConflict,
} from '#libs/event-store';
import { type FactLog, readWholeStream } from '../known-deployment.js';
import { DraftStream } from './draft-stream.js';

/**
 * The log as it will be: a change is read as soon as it is drafted, while the log itself records it. It is for one name, and for
 * one who writes. What is decided upon a draft holds when the draft is recorded; when it is not, nothing after it is (see Chain).
 */
export class DraftLog implements FactLog {
  private readonly chain = new Chain();
  private readonly drafts = new Map<string, DraftStream>();
  private readonly recordings = new Map<Appended, Promise<Appended>>();
  private readonly answers = new Map<string, Promise<unknown>>();
  private number = FIRST_NUMBER;

  constructor(private readonly log: FactLog) {}

  async streamByUid(cluster: string, uid: string): Promise<Stream | undefined> {
    const recorded = this.once(`uid ${uid}`, () => this.log.streamByUid(cluster, uid));
    return this.drafts.get(uid)?.stream ?? (await recorded);
  }

  async findStream(cluster: string, namespace: string, name: string): Promise<Stream | undefined> {
    const recorded = await this.once('name', () => this.log.findStream(cluster, namespace, name));
    const drafted = [...this.drafts.values()].map(({ stream }) => stream);
    const isDrafted = recorded === undefined || this.drafts.has(recorded.uid);
    const all = isDrafted ? drafted : [recorded, ...drafted];
    return all.find(({ endedAt }) => endedAt === undefined) ?? all.reduce<Stream | undefined>(later, undefined);
  }

  async readLatestOfTypes(streamId: number, types: readonly string[]): Promise<readonly RecordedEvent[]> {
    const draft = this.draftOf(streamId);
    if (draft?.beganAt === 0) return draft.latestOver([], types);
    const recorded = await this.once(`latest ${streamId} ${types.join()}`, () =>
      this.log.readLatestOfTypes(streamId, types, draft?.beganAt),
    );
    return draft === undefined ? recorded : draft.latestOver(recorded, types);
  }

  async readStream(streamId: number, after: number, limit: number): Promise<readonly RecordedChange[]> {
    const { beganAt = Infinity, changes = [] } = this.draftOf(streamId) ?? {};
    const recorded =
      beganAt === 0 ? [] : await this.once(`stream ${streamId}`, () => readWholeStream(this.log, streamId));
    const all = [...recorded.filter((change) => beginningOf(change) <= beganAt), ...changes];
    return all.filter((change) => beginningOf(change) > after).slice(0, limit);
  }

  /** @throws StreamConflict for a draft: who needs its true number decides when it is recorded. */
  async readChanges(numbers: readonly bigint[]): Promise<readonly RecordedChange[]> {
    if (numbers.some((number) => number >= FIRST_NUMBER)) throw new StreamConflict('of a draft', 'none', 'none');
    return await this.log.readChanges(numbers);
  }

  async append(change: NewChange): Promise<Appended> {
    const { cluster, uid } = change.stream;
    const stream = await this.streamByUid(cluster, uid);
    const recording = this.log.append({ ...change, chain: this.chain });
    recording.catch(ignore);
    const draft = this.drafts.get(uid) ?? this.newDraft(change, stream);
    this.drafts.set(uid, draft);
    const drafted = draft.append(change, this.number);
    this.number += BigInt(change.events.length);
    this.recordings.set(drafted, recording);
    return drafted;
  }

  /** What became of a draft. @throws what `EventStore.append` throws */
  async recorded(drafted: Appended): Promise<Appended> {
    const recording = this.recordings.get(drafted);
    if (recording === undefined) throw new Error('it was not drafted here');
    return await recording;
  }

  /** Waits until the drafts of a stream are recorded; answers the number that the log gave it. */
  async recordedStream(streamId: number): Promise<number> {
    const own = [...this.recordings].filter(([{ stream }]) => stream.id === streamId);
    const recorded = await Promise.all(own.map(([, recording]) => recording));
    return recorded.at(-1)?.stream.id ?? streamId;
  }

  /** Waits until nothing is under way, whatever becomes of it. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.recordings.values());
  }

  private draftOf(streamId: number): DraftStream | undefined {
    return [...this.drafts.values()].find(({ stream }) => stream.id === streamId);
  }

  private newDraft({ stream: name, expected }: NewChange, known: Stream | undefined): DraftStream {
    const { cluster, namespace, name: own, uid } = name;
    const id = FIRST_STREAM + this.drafts.size;
    const stream = known ?? { cluster, namespace, name: own, uid, id, openedAt: this.number };
    return new DraftStream(stream, expected === 'none' ? 0 : expected);
  }

  // Of what the log has, one answer holds for the whole draft: what was drafted meanwhile is in it later.
  private once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question) ?? ask();
    this.answers.set(question, known);
    return known as Promise<T>;
  }
}

// Above all that the log gives out, and below what the facts to be placed get (known-deployment.ts).
const FIRST_NUMBER = 2n ** 62n;
const FIRST_STREAM = 2 ** 40;

function later(a: Stream | undefined, b: Stream): Stream {
  return a === undefined || b.id > a.id ? b : a;
}

function beginningOf({ events }: RecordedChange): number {
  return events[0]?.streamPosition ?? 0;
}

function ignore(): void {
  // Whoever asks what became of it hears of it.
}
