import type { JsonObject } from '#libs/kubernetes';
import type { PodLife } from '../event.js';

/**
 * What happened to an object that is kept as it is written: a Service, a Namespace, a Pod of nobody (docs/adr/0014). Its stream
 * names it; who owns its fields is in the object.
 */
export type ObjectEvent =
  | Readonly<{
      type: 'ObjectWritten';
      schemaVersion: 1;
      payload: Readonly<{
        /** The whole object, but for `uid` and `resourceVersion`, which are the stream's and the position's. */
        object: JsonObject;
        /** Of a Pod: how long it takes to start and to end. */
        podLife?: PodLife;
      }>;
    }>
  | Readonly<{
      type: 'ObjectDeleted';
      schemaVersion: 1;
      payload: Readonly<{
        /** It ends for so long before it is gone, counted from its first deletion: a later one may only hasten it. */
        endingSeconds: number;
        /** Of a Pod: how long it may take; as its spec says when left out. */
        graceSeconds?: number;
      }>;
    }>;

export type ObjectEventType = ObjectEvent['type'];

/** Both, for who asks a stream what it is about. */
export const OBJECT_EVENTS: readonly ObjectEventType[] = ['ObjectWritten', 'ObjectDeleted'];

/** An object as its events left it. */
export type ObjectState = Readonly<{
  object: JsonObject;
  podLife?: PodLife;
  /** Set once it was deleted. */
  endingSeconds?: number;
  /** How long a Pod may take to end; as its spec says when left out. */
  graceSeconds?: number;
}>;

/** The state after one more event: each write is the whole object. */
export function evolveObject(state: ObjectState | undefined, event: ObjectEvent): ObjectState {
  if (event.type === 'ObjectWritten') return event.payload;
  if (state === undefined) throw new Error("an object's events begin with ObjectDeleted, not with ObjectWritten");
  return { ...state, ...event.payload };
}
