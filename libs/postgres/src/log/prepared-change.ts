import { createHash } from 'node:crypto';
import { canonicalJson, refuseUnstorable, type NewChange } from '#libs/event-store';

export type PreparedEvent = Readonly<{
  type: string;
  schemaVersion: number;
  /** Canonical JSON. */
  payload: string;
  template?: Readonly<{ hash: string; text: string }>;
}>;

/** A change in the form it is stored in: all that can be worked out before the log is held. */
export type PreparedChange = Readonly<{
  change: NewChange;
  events: readonly PreparedEvent[];
  actor: Readonly<{ digest: string; body: string }>;
  provenance: string;
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
  const body = canonicalJson(change.actor);
  return {
    change,
    events,
    actor: { digest: sha256(body), body },
    provenance: canonicalJson(change.provenance),
    bytes: events.reduce((sum, { payload, template }) => sum + payload.length + (template?.text.length ?? 0), 500),
  };
}

function hashed(text: string) {
  return { hash: sha256(text), text };
}

/** In hex. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
