import type { Observation } from '#libs/controller';
import { maskedMessage } from './masked-message.js';
import type { Trace } from './recorded-trace.js';

type Events = ReadonlyMap<string, readonly string[]>;

/** What the events of each object say, in their order; pods' names without their suffixes. */
export function recordedEvents({ events }: Trace, subject: string): Events {
  const byObject = new Map<string, string[]>();
  for (const { object, type, reason, message } of events) {
    if (object.split('/')[1]!.startsWith(subject)) add(byObject, object, `${type} ${reason} ${maskedMessage(message)}`);
  }
  return byObject;
}

export function comparableEvents(observations: readonly Observation[]): Events {
  const byObject = new Map<string, string[]>();
  for (const observation of observations) {
    if (observation.kind !== 'Event') continue;
    const { involvedObject, type, reason, message } = observation.event;
    add(byObject, `${involvedObject.kind}/${involvedObject.name}`, `${type} ${reason} ${maskedMessage(message)}`);
  }
  return byObject;
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
