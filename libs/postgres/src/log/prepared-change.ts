import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { canonicalJson, refuseUnstorable, type NewChange } from '#libs/event-store';

export type PreparedEvent = Readonly<{
  type: string;
  schemaVersion: number;
  /** Canonical JSON. */
  payload: string;
  template?: Hashed;
}>;

/** Canonical JSON and its SHA-256 in hex. */
export type Hashed = Readonly<{ hash: string; text: string }>;

/** A change in the form it is stored in: all that can be worked out before the log is held. */
export type PreparedChange = Readonly<{
  change: NewChange;
  events: readonly PreparedEvent[];
  actor: Hashed;
  /** Canonical JSON of the whole provenance. */
  provenance: string;
  /** What of the provenance is stored by content: all but the session, and nothing when that is all. */
  origin: Hashed | undefined;
  /** About how much it sends, for bounding a batch. */
  bytes: number;
}>;

/** @throws Unstorable */
export function prepareChange(change: NewChange): PreparedChange {
  refuseUnstorable(change);
  const events = change.events.map(({ type, schemaVersion, payload, template }) => ({
    type,
    schemaVersion,
    payload: canonicalJson(payload),
    ...(template && { template: hashed(canonicalJson(template)) }),
  }));
  const { session, ...origin } = change.provenance;
  const originText = canonicalJson(origin);
  return {
    change,
    events,
    actor: hashedBefore(canonicalJson(change.actor)),
    provenance: session === undefined ? originText : canonicalJson(change.provenance),
    origin: originText === '{}' ? undefined : hashedBefore(originText),
    bytes: events.reduce((sum, { payload, template }) => sum + payload.length + (template?.text.length ?? 0), 500),
  };
}

function hashed(text: string): Hashed {
  return { hash: sha256(text), text };
}

// The same few people and programs make most changes.
function hashedBefore(text: string): Hashed {
  return known.get(text) ?? remembered(hashed(text));
}

function remembered(value: Hashed): Hashed {
  known.set(value.text, value);
  return value;
}

const known = new LRUCache<string, Hashed>({
  max: 1000,
  maxEntrySize: 2000,
  sizeCalculation: ({ text }) => text.length,
});

/** In hex. */
export function sha256(bytes: string | Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
