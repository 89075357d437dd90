import type { Pool } from 'pg';
import { subjectLookup } from './find-person.js';

/** What there is of a subject, and when it was erased before. */
export type PersonRow = Readonly<{
  /** Undefined when nothing was recorded of them since they were last erased. */
  person: number | null;
  /** Changes that name them, as who made it or who asked to act as another. */
  changes: number;
  /** Changes recorded in clear (leaf format 1): these name them for ever. */
  inClear: number;
  erasures: readonly Readonly<{ person: number; erasedAt: string }>[];
}>;

// Whoever is about to erase somebody can wait for the changes to be counted: an index would be kept with every append for it alone.
const READ = `
  with own as (select id from setting.person_key where lookup = $1)
  select (select id from own) as person,
    (select count(*)::int from log.change where actor_id in (
      select id from log.actor where person_id in (select id from own)
      union all select id from log.actor where impersonator_id in (select id from own))) as changes,
    (select count(*)::int from log.change where actor_id in (
      select id from log.actor where body is not null and $2::text in (body ->> 'subject', body ->> 'impersonator'))) as "inClear",
    (select coalesce(json_agg(json_build_object('person', person_id, 'erasedAt', erased_at) order by id), '[]')
      from log.erasure where digest = $1) as erasures`;

export async function readPerson(pool: Pool, subject: string): Promise<PersonRow> {
  const { rows } = await pool.query<PersonRow>(READ, [await subjectLookup(pool, subject), subject]);
  return rows[0] ?? { person: null, changes: 0, inClear: 0, erasures: [] };
}
