import type { Appended, NewChange, RecordedChange, RecordedEvent, Stream } from '#libs/event-store';

/** The changes that are drafted of one stream, as they will be recorded but for their numbers. */
export class DraftStream {
  private readonly drafted: RecordedChange[] = [];
  private readonly newest = new Map<string, RecordedEvent>();
  private streamPosition: number;

  /** `beganAt` is the stream position of what was recorded before. */
  constructor(
    private present: Stream,
    readonly beganAt: number,
  ) {
    this.streamPosition = beganAt;
  }

  get stream(): Stream {
    return this.present;
  }

  get changes(): readonly RecordedChange[] {
    return this.drafted;
  }

  /** `number` is that of its first event: larger than any recorded one. */
  append(change: NewChange, number: bigint): Appended {
    const events = change.events.map((event, index): RecordedEvent => {
      const place = { position: number + BigInt(index), streamPosition: (this.streamPosition += 1), leafHash: '' };
      return { ...event, ...place };
    });
    const position = number + BigInt(events.length - 1);
    if (change.ends === true && this.present.endedAt === undefined)
      this.present = { ...this.present, endedAt: position };
    for (const event of events) this.newest.set(event.type, event);
    const { actor, source, provenance, cause, summary, occurredAt } = change;
    this.drafted.push({
      ...{ change: number, stream: this.present, actor, source, provenance, summary, occurredAt, events },
      ...(cause !== undefined && { cause }),
      recordedAt: occurredAt,
    });
    const { streamPosition, present: stream } = this;
    return { change: number, position, streamPosition, stream, recordedAt: occurredAt, duplicate: false };
  }

  /** The newest event of each type, in stream order: of those recorded before and those drafted. */
  latestOver(recorded: readonly RecordedEvent[], types: readonly string[]): readonly RecordedEvent[] {
    const older = recorded.filter(({ type }) => !this.newest.has(type));
    const own = types.flatMap((type) => this.newest.get(type) ?? []);
    return [...older, ...own.sort((a, b) => a.streamPosition - b.streamPosition)];
  }
}
