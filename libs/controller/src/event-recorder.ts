import type { EventAllowance, EventMemory, SimilarEvents, WrittenEvent } from './model-internals.js';
import type { ControllerEvent } from './model.js';

/** An event as a controller gives it to its recorder. */
export type NewEvent = Pick<ControllerEvent, 'type' | 'reason' | 'message' | 'source' | 'involvedObject'>;

const MOST_SIMILAR = 10;
const SIMILAR_WITHIN = 600_000;
const COMBINED = '(combined from similar events): ';
const MOST_AT_ONCE = 25;
const NEXT_ALLOWED_AFTER = 300_000;
const REMEMBERED = 512;

/**
 * What becomes of an event on its way to the API server: from the tenth different message in ten minutes on, events of one kind
 * are combined into one; equal ones are counted; beyond 25 of one object, one in five minutes is let through
 * (client-go tools/record/events_cache.go, `EventCorrelator`).
 */
export class EventRecorder {
  readonly #similar: Map<string, SimilarEvents>;
  readonly #written: Map<string, WrittenEvent>;
  readonly #allowances: Map<string, EventAllowance>;

  constructor(memory: EventMemory) {
    this.#similar = new Map(Object.entries(memory.similar));
    this.#written = new Map(Object.entries(memory.written));
    this.#allowances = new Map(Object.entries(memory.allowances));
  }

  memory(): EventMemory {
    return {
      similar: Object.fromEntries(this.#similar),
      written: Object.fromEntries(this.#written),
      allowances: Object.fromEntries(this.#allowances),
    };
  }

  /** Forgets an object that is gone: nothing more is said of its uid. */
  forget(uid: string): void {
    for (const memory of [this.#similar, this.#written, this.#allowances]) {
      for (const key of memory.keys()) if (key.startsWith(uid)) memory.delete(key);
    }
  }

  /** The Event to be written, or undefined when there have been too many of its object; `n` makes its name unlike all others. */
  record(event: NewEvent, now: number, n: number): Readonly<{ event: ControllerEvent; isNew: boolean }> | undefined {
    const { type, reason, source, involvedObject } = event;
    const kind = `${involvedObject.uid}/${source}/${type}/${reason}`;
    const combined = this.#isOneTooMany(kind, event.message, now);
    const key = combined ? kind : `${kind}/${event.message}`;
    const before = this.#written.get(key);
    const written =
      before === undefined ? firstOf(involvedObject.name, now, n) : { ...before, count: before.count + 1 };
    this.#remember(key, written);
    if (!this.#isAllowed(`${involvedObject.uid}/${source}`, now)) return undefined;
    const message = combined ? COMBINED + event.message : event.message;
    const { name, count, firstAt } = written;
    const times = { firstTimestamp: firstAt, lastTimestamp: now };
    return {
      event: { name, type, reason, message, source, involvedObject, count, ...times },
      isNew: before === undefined,
    };
  }

  // What was written longest ago is forgotten first, so that a state stays small.
  #remember(key: string, written: WrittenEvent): void {
    this.#written.delete(key);
    this.#written.set(key, written);
    for (const oldest of this.#written.keys()) {
      if (this.#written.size <= REMEMBERED) break;
      this.#written.delete(oldest);
    }
  }

  // Upstream forgets any one of the ten messages then; here it is the last.
  #isOneTooMany(kind: string, message: string, now: number): boolean {
    const similar = this.#similar.get(kind);
    const recent = similar !== undefined && now - similar.lastAt <= SIMILAR_WITHIN ? similar.messages : [];
    const known = recent.includes(message);
    const oneTooMany = !known && recent.length + 1 >= MOST_SIMILAR;
    this.#similar.set(kind, { messages: known || oneTooMany ? recent : [...recent, message], lastAt: now });
    return oneTooMany;
  }

  #isAllowed(key: string, now: number): boolean {
    const before = this.#allowances.get(key);
    const earned = before === undefined ? MOST_AT_ONCE : before.tokens + (now - before.at) / NEXT_ALLOWED_AFTER;
    const tokens = Math.min(MOST_AT_ONCE, earned);
    const allowed = tokens >= 1;
    this.#allowances.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed;
  }
}

function firstOf(object: string, now: number, n: number): WrittenEvent {
  return { name: `${object}.${n.toString(16).padStart(16, '0')}`, count: 1, firstAt: now };
}
