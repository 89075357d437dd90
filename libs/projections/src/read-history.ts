import type { EventStore, Payload, RecordedChange } from '#libs/event-store';

/** All changes of a stream as recorded. Equal templates become one object, so that a long stream fits into memory. */
export async function readHistory(
  log: Pick<EventStore, 'readStream'>,
  streamId: number,
  pageSize: number,
): Promise<readonly RecordedChange[]> {
  const templates = new Map<string, Payload>();
  const all: RecordedChange[] = [];
  for (;;) {
    const page = await log.readStream(streamId, lastPosition(all), pageSize);
    if (page.length === 0) return all;
    all.push(...page.map((change) => withSharedTemplates(change, templates)));
  }
}

/** Stream position of the newest event; 0 when there is none. */
export function lastPosition(recorded: readonly RecordedChange[]): number {
  return recorded.at(-1)?.events.at(-1)?.streamPosition ?? 0;
}

function withSharedTemplates(change: RecordedChange, templates: Map<string, Payload>): RecordedChange {
  const events = change.events.map((event) => {
    if (event.template === undefined || event.templateHash === undefined) return event;
    const template = templates.get(event.templateHash) ?? event.template;
    templates.set(event.templateHash, template);
    return { ...event, template };
  });
  return { ...change, events };
}
