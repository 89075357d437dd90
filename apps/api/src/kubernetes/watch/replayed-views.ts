import type { EventStore, RecordedChange } from '#libs/event-store';
import { InMemoryViewStore, type Moment, orderChanges, projectChanges, type StreamViews } from '#libs/projections';

type Log = Pick<EventStore, 'readStream'>;

/** The part of a stream's log that counts: up to a position of the whole log, and what occurred until a moment. */
export type LogPart = Readonly<{ position: bigint; until: Moment }>;

/** The views of a stream as a part of its log makes them; undefined when it was not created then. */
export async function replayedViews(log: Log, streamId: number, part: LogPart): Promise<StreamViews | undefined> {
  const changes = orderChanges(await changesOf(log, streamId, part));
  const views = new InMemoryViewStore();
  let done = 0;
  for (let state: Parameters<typeof projectChanges>[0]; done < changes.length;) {
    const projected = projectChanges(state, changes.slice(done));
    await views.save(projected.writes);
    state = projected.state;
    done += projected.taken;
  }
  return views.viewsOf(streamId);
}

async function changesOf(log: Log, streamId: number, { position, until }: LogPart): Promise<readonly RecordedChange[]> {
  const all: RecordedChange[] = [];
  for (let after = 0; ;) {
    const page = await log.readStream(streamId, after, PAGE);
    const known = page.filter(({ events }) => events.every((event) => event.position <= position));
    all.push(...known.filter(({ occurredAt }) => occurredAt <= until));
    if (known.length < page.length || page.length === 0) return all;
    after = page.at(-1)?.events.at(-1)?.streamPosition ?? after;
  }
}

const PAGE = 200;
