import type { Pool, PoolClient } from 'pg';
import { type Erasure, tombstone } from '#libs/event-store';
import { inTransaction } from '../in-transaction.js';
import { LOCK } from '../log/commit-batch.js';
import { forgetWords } from '../audit/forget-words.js';
import { subjectLookup } from './find-person.js';
import { forgetInClear } from './forget-in-clear.js';

/**
 * Destroys a person's key, in one transaction that holds the log: whoever appends after it finds the erasure and seals
 * anew. The row that says so names nobody.
 */
export async function erasePerson(pool: Pool, subject: string): Promise<Erasure | undefined> {
  const lookup = await subjectLookup(pool, subject);
  const erasure = await inTransaction(pool, (client) => erase(client, subject, lookup));
  // What an update leaves behind is a copy of the key.
  await pool.query('vacuum setting.person_key, setting.actor_group, setting.api_token, audit.entry');
  return erasure;
}

async function erase(client: PoolClient, subject: string, lookup: Buffer): Promise<Erasure | undefined> {
  await client.query(LOCK);
  const { rows } = await client.query<ErasureRow>(RECORD, [lookup]);
  const [row] = rows;
  await forgetInClear(client, subject, row === undefined ? 'erased person' : tombstone(row.person));
  if (row === undefined) return undefined;
  await client.query(DESTROY, [row.person]);
  await client.query(FORGET_GROUPS, [row.person]);
  await forgetWords(client, row.person);
  return { person: row.person, position: BigInt(row.position), erasedAt: row.erased_at.getTime() };
}

type ErasureRow = Readonly<{ person: number; position: string; erased_at: Date }>;

const RECORD = `
  insert into log.erasure (id, person_id, digest, position, erased_at)
  select coalesce((select max(id) from log.erasure), 0) + 1, p.id, p.lookup,
    coalesce((select max(position) from log.event), 0), date_trunc('milliseconds', clock_timestamp())
  from setting.person_key p where p.lookup = $1
  returning person_id as person, position, erased_at`;

const DESTROY = 'update setting.person_key set key = null, lookup = null, erased_at = clock_timestamp() where id = $1';

const FORGET_GROUPS = `
  delete from setting.actor_group where actor_id in (select id from log.actor where person_id = $1)`;
