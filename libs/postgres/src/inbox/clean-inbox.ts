import type { Pool } from 'pg';

/** Removes what was done with longer ago than some hours; what waits for its whole object so long is set aside. */
export async function cleanInbox(pool: Pool, hours: number): Promise<void> {
  for (const text of [GIVE_UP, BATCHES, FACTS]) await pool.query({ text, values: [hours] });
}

const GIVE_UP = `update inbox.fact set state = 'set aside', settled_at = now(),
    reason = 'its Deployment was not seen: nothing told the whole object'
  where state = 'waiting' and due_at < now() - $1 * interval '1 hour'`;

const BATCHES = `delete from inbox.batch where done_at < now() - $1 * interval '1 hour'`;

const FACTS = `delete from inbox.fact where settled_at < now() - $1 * interval '1 hour'`;
