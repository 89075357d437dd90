import type { Pool } from 'pg';
import { keyringOf } from './keyring-of.js';
import { PersonLookup } from './person-lookup.js';

const lookups = new WeakMap<Pool, PersonLookup>();

/** Where a subject is found in setting.person_key while they are not erased; nowhere when nobody was ever recorded. */
export async function subjectLookup(pool: Pool, subject: string): Promise<Buffer> {
  return (await lookupOf(pool))?.ofSubject(subject) ?? NOWHERE;
}

/** Where the members of a group are found in setting.actor_group. */
export async function groupLookup(pool: Pool, group: string): Promise<Buffer> {
  return (await lookupOf(pool))?.ofGroup(group) ?? NOWHERE;
}

const NOWHERE = Buffer.alloc(0);

/**
 * Whether the pool's master key is the database's.
 * @throws MasterKeyMissing, MasterKeyWrong
 */
export async function checkMasterKey(pool: Pool): Promise<void> {
  await lookupOf(pool);
}

async function lookupOf(pool: Pool): Promise<PersonLookup | undefined> {
  const known = lookups.get(pool) ?? (await PersonLookup.find(pool, keyringOf(pool)));
  if (known) lookups.set(pool, known);
  return known;
}

/** The numbers of actors who are, or are acted for by, somebody: `lookup` as above, `subject` for those in clear. */
export function actorsOf(lookup: string, subject: string): string {
  const person = `select id from setting.person_key where lookup = ${lookup}::bytea`;
  return `select id from log.actor where person_id in (${person})
    union all select id from log.actor where impersonator_id in (${person})
    union all select id from log.actor where body is not null and ${subject}::text in (body ->> 'subject', body ->> 'impersonator')`;
}

/** The numbers of actors who were in a group: `lookup` as above, `group` for those in clear. */
export function actorsIn(lookup: string, group: string): string {
  return `select actor_id as id from setting.actor_group where lookup = ${lookup}::bytea
    union select id from log.actor where body is not null and (body::jsonb -> 'groups') ? ${group}::text`;
}
