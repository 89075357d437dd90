import type { Pool } from 'pg';
import { keyringOf } from '../person/keyring-of.js';
import { PersonLookup } from '../person/person-lookup.js';

const lookups = new WeakMap<Pool, PersonLookup>();

/**
 * What stands in a secret's place: a short keyed hash of it, the same in every process, so that two states of a
 * Deployment show whether a secret is another one. Sixteen bits say nothing of what it is, even to who guesses.
 */
export async function secretMask(pool: Pool): Promise<(secret: string) => string> {
  const lookup = lookups.get(pool) ?? (await PersonLookup.load(pool, keyringOf(pool)));
  lookups.set(pool, lookup);
  return (secret) => `(masked ${lookup.ofSecret(secret).toString('hex', 0, 2)})`;
}
