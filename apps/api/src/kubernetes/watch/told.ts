import { DueStreams } from './due-streams.js';
import { versionAt } from './resource-version.js';
import type { StreamPlace } from './step.js';
import type { ChangedStream, Frontier, Head, StepWindow } from './watch-world.js';

type From = Pick<StepWindow, 'after' | 'rewritten'>;
type Behind = Readonly<{ stream: ChangedStream; told: Frontier }>;

/** Milliseconds for which it is remembered when something was last told of a stream. */
const REMEMBERED = 60_000;

/** What has been told, to all followers alike, and which streams are due when. */
export class Told {
  readonly due = new DueStreams();
  /** Streams whose views did not come in time: everything after their own frontier is still to be told. */
  readonly behind = new Map<number, Behind>();
  readonly #since: number;
  readonly #lastAt = new Map<number, number>();
  #frontier: Frontier;
  #recordedAt: number;

  constructor({ position, recordedAt }: Head, at: number) {
    this.#since = at;
    this.#frontier = { position, at };
    this.#recordedAt = recordedAt;
  }

  get frontier(): Frontier {
    return this.#frontier;
  }

  /** The resourceVersion of all that was told, if nothing has happened since, up to a moment. */
  versionAt(moment: number): bigint {
    const { position, at } = this.#frontier;
    if (this.behind.size > 0) return 0n;
    return versionAt({ position, at: Math.max(at, Math.min(moment, this.due.firstAt - 1)) }, this.#recordedAt);
  }

  /**
   * Whether a change may alter what was told of its stream. Clocks and waiting make changes of different streams come out of
   * the order they occurred in, which is no harm while nothing was told of the stream in between.
   */
  isLate({ streamId, firstAt }: ChangedStream): boolean {
    const { at } = this.#frontier;
    return firstAt <= at && firstAt <= Math.max(this.#lastAt.get(streamId) ?? this.#since, at - REMEMBERED);
  }

  /** From where on a changed stream is to be told, when all is told up to a moment. */
  fromChange(change: ChangedStream, upTo: number): From {
    const { at, position } = this.#frontier;
    if (!this.isLate(change)) return { after: Math.min(at, change.firstAt - 1) };
    return { after: at, rewritten: { at: Math.min(change.recordedAt, upTo), toldPosition: position, tellAll: false } };
  }

  fallBehind(stream: ChangedStream, told: Frontier): void {
    this.behind.set(stream.streamId, { stream, told: this.behind.get(stream.streamId)?.told ?? told });
  }

  /** Takes out the streams that are behind no more. */
  takeSeen(unseen: ReadonlySet<number>): readonly Behind[] {
    const seen = [...this.behind.values()].filter(({ stream }) => !unseen.has(stream.streamId));
    for (const { stream } of seen) this.behind.delete(stream.streamId);
    return seen;
  }

  /** Notes that some streams were told up to a frontier, and when something happens to them next. */
  advance(
    { position, at }: Frontier,
    recordedAt: number,
    streams: readonly StreamPlace[],
    next: ReadonlyMap<number, number>,
  ): void {
    this.#frontier = { position, at };
    this.#recordedAt = recordedAt;
    for (const stream of streams) {
      this.due.set(stream, next.get(stream.streamId));
      this.#lastAt.delete(stream.streamId);
      this.#lastAt.set(stream.streamId, at);
    }
    this.#forget();
  }

  // The oldest stand first.
  #forget(): void {
    for (const [streamId, at] of this.#lastAt) {
      if (at > this.#frontier.at - REMEMBERED) return;
      this.#lastAt.delete(streamId);
    }
  }
}
