import type { EventStore, RecordedChange } from '#libs/event-store';

const PAGE = 200;

/** All changes of a stream up to a position of the log, as they were recorded. */
export async function historyUpTo(
  log: Pick<EventStore, 'readStream'>,
  streamId: number,
  position: bigint,
): Promise<readonly RecordedChange[]> {
  const all: RecordedChange[] = [];
  for (;;) {
    const page = await log.readStream(streamId, all.at(-1)?.events.at(-1)?.streamPosition ?? 0, PAGE);
    all.push(...page.filter(({ change }) => change <= position));
    if (page.length < PAGE || page.some(({ change }) => change > position)) return all;
  }
}
