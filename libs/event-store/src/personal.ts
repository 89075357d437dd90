import { canonicalJson } from './canonical-json.js';
import type { Actor, NewChange, Provenance } from './event-store.js';

/** What a text was sealed as: the same words sealed as something else are other bytes. */
export type SealPurpose = 'actor' | 'impersonator' | 'provenance' | 'remark';

/** A text sealed under the key of a person (by their number in this store); base64. */
export type Sealed = Readonly<{ person: number; sealed: string }>;

/** The subject and groups under the subject's key; the impersonator under their own. */
export type SealedActor = Sealed & Readonly<{ impersonator?: Sealed }>;

/** All of a change that identifies a person, as it is stored and hashed. */
export type SealedPersonal = Readonly<{
  actor: SealedActor;
  /** All but the session, stored once by content; absent when the request said nothing of itself. */
  provenance?: Sealed;
  /** Cause and session; absent when there are none. */
  remark?: Sealed;
}>;

/** What of a change identifies a person. */
export type Personal = Pick<NewChange, 'actor' | 'provenance' | 'cause'>;

/** Seals under the key of whoever bears that subject. The same text gives the same seal. */
export type SealFor = (subject: string, purpose: SealPurpose, text: string) => Sealed;

/** Undefined when the person was erased. */
export type OpenSealed = (purpose: SealPurpose, sealed: Sealed) => string | undefined;

/** The one who sent the request: what it says of itself, and why, is theirs. */
export function authorOf({ subject, impersonator }: Actor): string {
  return impersonator ?? subject;
}

export function sealActor(actor: Actor, seal: SealFor): SealedActor {
  const { subject, groups, impersonator } = actor;
  return {
    ...seal(subject, 'actor', canonicalJson({ groups, subject })),
    ...(impersonator !== undefined && {
      impersonator: seal(impersonator, 'impersonator', canonicalJson({ subject: impersonator })),
    }),
  };
}

export function sealProvenance({ actor, provenance }: Personal, seal: SealFor): Sealed | undefined {
  const { session: _session, ...origin } = provenance;
  const text = canonicalJson(origin);
  return text === '{}' ? undefined : seal(authorOf(actor), 'provenance', text);
}

export function sealRemark({ actor, provenance: { session }, cause }: Personal, seal: SealFor): Sealed | undefined {
  if (cause === undefined && session === undefined) return undefined;
  return seal(authorOf(actor), 'remark', canonicalJson({ cause, session }));
}

/** A change's personal part as it is stored. */
export function sealPersonal(personal: Personal, seal: SealFor): SealedPersonal {
  const provenance = sealProvenance(personal, seal);
  const remark = sealRemark(personal, seal);
  return { actor: sealActor(personal.actor, seal), ...(provenance && { provenance }), ...(remark && { remark }) };
}

/** What can still be read: of an erased person there is a tombstone. */
export function openPersonal({ actor, provenance, remark }: SealedPersonal, open: OpenSealed): Personal {
  const origin = provenance && (parsed(open('provenance', provenance)) as Provenance | undefined);
  const said = remark && (parsed(open('remark', remark)) as Remark | undefined);
  return {
    actor: openActor(actor, open),
    provenance: { ...origin, ...(said?.session !== undefined && { session: said.session }) },
    ...(said?.cause !== undefined && { cause: said.cause }),
  };
}

type Remark = Readonly<{ cause?: string; session?: string }>;

function openActor(actor: SealedActor, open: OpenSealed): Actor {
  const own = parsed(open('actor', actor)) as Pick<Actor, 'subject' | 'groups'> | undefined;
  const subject = own ?? { subject: tombstone(actor.person), groups: [], erased: true as const };
  return actor.impersonator === undefined ? subject : { ...subject, ...openImpersonator(actor.impersonator, open) };
}

function openImpersonator(impersonator: Sealed, open: OpenSealed): Pick<Actor, 'impersonator' | 'erased'> {
  const other = parsed(open('impersonator', impersonator)) as { subject: string } | undefined;
  return other ? { impersonator: other.subject } : { impersonator: tombstone(impersonator.person), erased: true };
}

/** `erased person #12` */
export function tombstone(person: number): string {
  return `erased person #${person}`;
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
