import type { EventMemory, ObjectEvents, WrittenEvent } from './model-internals.js';
import type { ControllerEvent } from './observation.js';

/** An event as a controller gives it to its recorder. */
export type NewEvent = Pick<ControllerEvent, 'type' | 'reason' | 'message' | 'source' | 'involvedObject'>;

const MOST_SIMILAR = 10;
const SIMILAR_WITHIN = 600_000;
const COMBINED = '(combined from similar events): ';
const MOST_AT_ONCE = 25;
const NEXT_ALLOWED_AFTER = 300_000;
const REMEMBERED = 512;

type Similar = { readonly messages: string[]; lastAt: number };

type Remembered = {
  allowed: number;
  at: number;
  readonly similar: Map<string, Similar>;
  readonly written: Map<string, WrittenEvent>;
};

/**
 * What becomes of an event on its way to the API server: from the tenth different message in ten minutes on, events of one kind
 * are combined into one; equal ones are counted; beyond 25 of one object, one in five minutes is let through
 * (client-go tools/record/events_cache.go, `EventCorrelator`).
 */
export class EventRecorder {
  readonly #before: Map<string, ObjectEvents>;
  readonly #objects = new Map<string, Remembered>();

  constructor(memory: EventMemory) {
    this.#before = new Map(memory);
  }

  memory(): EventMemory {
    const memory = this.#before;
    for (const [uid, { allowed, at, similar, written }] of this.#objects) {
      memory.set(uid, { allowed, at, similar: [...similar], written: [...written] });
    }
    return [...memory];
  }

  /** Forgets an object that is gone: nothing more is said of its uid. */
  forget(uid: string): void {
    this.#objects.delete(uid);
    this.#before.delete(uid);
  }

  /** The Event to be written, or undefined when there have been too many of its object; `n` makes its name unlike all others. */
  record(event: NewEvent, now: number, n: number): Readonly<{ event: ControllerEvent; isNew: boolean }> | undefined {
    const { type, reason, source, involvedObject } = event;
    const object = this.#object(involvedObject.uid, now);
    const combined = isOneTooMany(object, event, now);
    const key = combined ? reason : `${reason}/${event.message}`;
    const before = object.written.get(key);
    const written =
      before === undefined ? firstOf(involvedObject.name, now, n) : { ...before, count: before.count + 1 };
    remember(object.written, key, written);
    if (!isAllowed(object, now)) return undefined;
    const message = combined ? COMBINED + event.message : event.message;
    const { name, count, firstAt: firstTimestamp } = written;
    return {
      event: { name, type, reason, message, source, involvedObject, count, firstTimestamp, lastTimestamp: now },
      isNew: before === undefined,
    };
  }

  #object(uid: string, now: number): Remembered {
    let object = this.#objects.get(uid);
    if (object === undefined) this.#objects.set(uid, (object = remembered(this.#before.get(uid), now)));
    return object;
  }
}

function remembered(before: ObjectEvents | undefined, now: number): Remembered {
  if (before === undefined) return { allowed: MOST_AT_ONCE, at: now, similar: new Map(), written: new Map() };
  const { allowed, at, similar, written } = before;
  const copied = similar.map(([reason, { messages, lastAt }]): [string, Similar] => [
    reason,
    { messages: [...messages], lastAt },
  ]);
  return { allowed, at, similar: new Map(copied), written: new Map(written) };
}

// Upstream forgets any one of the ten messages then; here it is the last.
function isOneTooMany({ similar }: Remembered, { reason, message }: NewEvent, now: number): boolean {
  let recent = similar.get(reason);
  if (recent === undefined || now - recent.lastAt > SIMILAR_WITHIN) {
    recent = { messages: [], lastAt: now };
    similar.set(reason, recent);
  }
  recent.lastAt = now;
  if (recent.messages.includes(message)) return false;
  if (recent.messages.length + 1 >= MOST_SIMILAR) return true;
  recent.messages.push(message);
  return false;
}

function firstOf(object: string, now: number, n: number): WrittenEvent {
  return { name: `${object}.${n.toString(16).padStart(16, '0')}`, count: 1, firstAt: now };
}

// What was written longest ago is forgotten first, so that a state stays small.
function remember(all: Map<string, WrittenEvent>, key: string, written: WrittenEvent): void {
  all.delete(key);
  all.set(key, written);
  if (all.size <= REMEMBERED) return;
  for (const oldest of all.keys()) {
    all.delete(oldest);
    return;
  }
}

function isAllowed(object: Remembered, now: number): boolean {
  const earned = object.allowed + (now - object.at) / NEXT_ALLOWED_AFTER;
  const tokens = Math.min(MOST_AT_ONCE, earned);
  const allowed = tokens >= 1;
  object.allowed = allowed ? tokens - 1 : tokens;
  object.at = now;
  return allowed;
}
