import type { Observation } from '#libs/controller';
import type { Trace } from './recorded-trace.js';

type Events = ReadonlyMap<string, readonly string[]>;

/** What the events of each object say, in their order; pods' names without their suffixes. */
export function recordedEvents({ events }: Trace, subject: string): Events {
  const byObject = new Map<string, string[]>();
  for (const { object, type, reason, message } of events) {
    if (object.split('/')[1]!.startsWith(subject.slice(0, 40)))
      add(byObject, object, `${type} ${reason} ${masked(message)}`);
  }
  return byObject;
}

export function comparableEvents(observations: readonly Observation[]): Events {
  const byObject = new Map<string, string[]>();
  for (const observation of observations) {
    if (observation.kind !== 'Event') continue;
    const { involvedObject, type, reason, message } = observation.event;
    add(byObject, `${involvedObject.kind}/${involvedObject.name}`, `${type} ${reason} ${masked(message)}`);
  }
  return byObject;
}

function masked(message: string): string {
  return message.replace(/(pod: |pods ")([a-z0-9.-]+)[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1$2*****');
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
