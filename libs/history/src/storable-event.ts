import type { JsonObject } from '#libs/kubernetes';
import type { DeploymentEvent } from './event.js';

/** An event as the log takes it: the template beside the payload, so that it is stored once by its content. */
export type StorableEvent = Readonly<{
  type: string;
  schemaVersion: number;
  payload: JsonObject;
  template?: JsonObject;
}>;

/** Takes the template out of an event's payload; `parseEvent` puts it back. */
export function storableEvent({ type, schemaVersion, payload }: DeploymentEvent): StorableEvent {
  if (!('template' in payload)) return { type, schemaVersion, payload: payload };
  const { template, ...rest } = payload;
  return { type, schemaVersion, payload: rest, template: template };
}
