import type { Actor, Provenance } from '#libs/event-store';

/**
 * What identifies a person, of a change: sealed, with the keys as they are in the same snapshot (null once erased), or
 * in clear where it was recorded before there were seals.
 */
export type PersonalColumns = Readonly<{
  actor_id: number;
  actor: Actor | null;
  person_id: number | null;
  actor_sealed: Buffer | null;
  person_key: Buffer | null;
  impersonator_id: number | null;
  impersonator_sealed: Buffer | null;
  impersonator_key: Buffer | null;
  provenance_id: number | null;
  provenance: Provenance | null;
  provenance_sealed: Buffer | null;
  remark: Buffer | null;
  session: string | null;
  cause: string | null;
}>;

/** With PERSONAL_TABLES. */
export const PERSONAL_COLUMNS = `
  actor.id as actor_id, actor.body as actor, actor.person_id, actor.sealed as actor_sealed, person_key.key as person_key,
  actor.impersonator_id, actor.impersonator_sealed, impersonator_key.key as impersonator_key,
  provenance.id as provenance_id, provenance.body as provenance, provenance.sealed as provenance_sealed,
  c.remark, c.session, c.cause`;

/** To stand after a `log.change c`. */
export const PERSONAL_TABLES = `
  join log.actor actor on actor.id = c.actor_id
  left join setting.person_key person_key on person_key.id = actor.person_id
  left join setting.person_key impersonator_key on impersonator_key.id = actor.impersonator_id
  left join log.provenance provenance on provenance.id = c.provenance_id`;
