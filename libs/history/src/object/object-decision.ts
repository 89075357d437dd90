import { type Causes, type JsonObject, objectOf, type PodTemplate, type StringMap } from '#libs/kubernetes';
import { CHANGE_CAUSE } from '../command/annotations.js';
import { resolvePodLife } from '../pod-life.js';
import type { ObjectContext } from './object-command.js';
import type { ObjectEvent, ObjectState } from './object-event.js';
import { ObjectInvalid } from './object-refusals.js';

/** What is to be recorded. No events: there is nothing to change. */
export type ObjectDecision = Readonly<{
  events: readonly ObjectEvent[];
  summary: string;
  cause?: string;
  /** The object after it; of a deletion, as it was. */
  object: JsonObject;
}>;

/** An object's end, or its sooner end. */
export function deletion(endingSeconds: number, graceSeconds?: number): ObjectEvent {
  const payload = { endingSeconds, ...(graceSeconds !== undefined && { graceSeconds }) };
  return { type: 'ObjectDeleted', schemaVersion: 1, payload };
}

/** An object as it shall be. */
export function writeOf(object: JsonObject, state: ObjectState | undefined, context: ObjectContext): ObjectEvent {
  const podLife = context.kind === 'Pod' ? (state?.podLife ?? lifeOf(object, context)) : undefined;
  return { type: 'ObjectWritten', schemaVersion: 1, payload: { object, ...(podLife && { podLife }) } };
}

// How long its containers take was settled when it was made: a new image is pulled beside the running one.
function lifeOf(object: JsonObject, { podLifeRules, cluster, namespace }: ObjectContext) {
  return resolvePodLife(podLifeRules, { cluster, namespace }, object as unknown as PodTemplate);
}

/** @throws ObjectInvalid */
export function refuseIf(causes: Causes, { kind, name }: ObjectContext): void {
  if (causes.length > 0) throw new ObjectInvalid(kind, name, causes);
}

/** Why, where this write says so. */
export function causeOf(before: JsonObject, after: JsonObject): Readonly<{ cause?: string }> {
  const [old, cause] = [before, after].map(
    ({ metadata }) => (objectOf(objectOf(metadata).annotations) as StringMap)[CHANGE_CAUSE],
  );
  return cause === undefined || cause === old ? {} : { cause };
}
