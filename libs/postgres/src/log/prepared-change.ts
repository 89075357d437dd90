import { hash } from 'node:crypto';
import { canonicalJson, refuseUnstorable, type NewChange, type NewEvent, type Provenance } from '#libs/event-store';

export type PreparedEvent = Readonly<{
  type: string;
  schemaVersion: number;
  /** Canonical JSON. */
  payload: string;
  template: Hashed | undefined;
}>;

/** Canonical JSON in UTF-8 and its SHA-256 in hex. */
type Hashed = Readonly<{ hash: string; text: Buffer }>;

/** A change in the form it is stored in: all that can be worked out before the log is held. */
export type PreparedChange = Readonly<{
  change: NewChange;
  events: readonly PreparedEvent[];
  /** Canonical JSON of the actor, and of all of the provenance but the session. */
  actorText: string;
  originText: string;
  /** About how much it sends, for bounding a batch. */
  bytes: number;
}>;

/** @throws Unstorable */
export function prepareChange(change: NewChange): PreparedChange {
  refuseUnstorable(change);
  const events = change.events.map(prepareEvent);
  return {
    change,
    events,
    actorText: canonicalJson(change.actor),
    originText: canonicalJson(withoutSession(change.provenance)),
    bytes: events.reduce((sum, { payload, template }) => sum + payload.length + (template?.text.length ?? 0), 500),
  };
}

function prepareEvent({ type, schemaVersion, payload, template }: NewEvent): PreparedEvent {
  return {
    type,
    schemaVersion,
    payload: canonicalJson(payload),
    template: template && hashed(Buffer.from(canonicalJson(template))),
  };
}

function withoutSession(provenance: Provenance): Provenance {
  if (provenance.session === undefined) return provenance;
  const { session: _session, ...origin } = provenance;
  return origin;
}

function hashed(text: Buffer): Hashed {
  return { hash: sha256(text), text };
}

/** In hex. */
export function sha256(bytes: string | Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
