import type { PoolClient } from 'pg';
import { WORD } from '#libs/audit';

// What is being indexed now was read before: it is waited for.
const WAIT = 'select from audit.checkpoint where id = 1 for update';

// A cause is that of who sent the request: the impersonator where there is one.
const FORGET = `
  update audit.entry set terms = array_to_tsvector(array(select lexeme from unnest(terms) where not starts_with(lexeme, '${WORD}')))
  where actor_id in (select id from log.actor where person_id = $1 and impersonator_id is null or impersonator_id = $1)
    and exists (select from unnest(terms) where starts_with(lexeme, '${WORD}'))`;

/** Lets the audit index forget the words of an erased person's causes, in the transaction that erases them. */
export async function forgetWords(client: PoolClient, person: number): Promise<void> {
  await client.query(WAIT);
  await client.query(FORGET, [person]);
}
