import type { JsonObject } from '#libs/kubernetes';
import type { PodLife } from '../event.js';
import { EventUnreadable, type StoredEvent } from '../parse-event.js';
import { flag, isObject, kept, object, seconds, type Shape, ShapeMismatch } from '../shape.js';
import type { ObjectEvent } from './object-event.js';

/**
 * A stored event of an object that is kept as it is written.
 * @throws EventUnreadable
 */
export function parseObjectEvent({ type, schemaVersion, payload }: StoredEvent): ObjectEvent {
  if (!isKnown(type)) throw new EventUnreadable(type, schemaVersion, 'it is of no object that is kept whole');
  if (schemaVersion !== 1)
    throw new EventUnreadable(type, schemaVersion, 'schemaVersion 1 is known; run a newer Rollbook');
  try {
    return { type, schemaVersion, payload: PAYLOADS[type](payload, 'payload') } as ObjectEvent;
  } catch (error) {
    if (error instanceof ShapeMismatch) throw new EventUnreadable(type, schemaVersion, error.message);
    throw error;
  }
}

const podLife = object<PodLife>({ startSeconds: seconds, terminationSeconds: seconds, neverReady: flag });

const wholeObject = kept<JsonObject>(
  'an object with its kind and metadata',
  ({ kind, apiVersion, metadata }) => typeof kind === 'string' && typeof apiVersion === 'string' && isObject(metadata),
);

type Payloads = { readonly [T in ObjectEvent['type']]: Shape<Extract<ObjectEvent, { type: T }>['payload']> };

const PAYLOADS: Payloads = {
  ObjectWritten: (value, path) => {
    const { object: written } = object({ object: wholeObject })(value, path);
    const life = (value as Readonly<Record<string, unknown>>).podLife;
    return life === undefined ? { object: written } : { object: written, podLife: podLife(life, `${path}.podLife`) };
  },
  ObjectDeleted: (value, path) => {
    const ending = object({ endingSeconds: seconds })(value, path);
    const grace = (value as Readonly<Record<string, unknown>>).graceSeconds;
    return grace === undefined ? ending : { ...ending, graceSeconds: seconds(grace, `${path}.graceSeconds`) };
  },
};

function isKnown(type: string): type is ObjectEvent['type'] {
  return Object.hasOwn(PAYLOADS, type);
}
