import type { Pool } from 'pg';
import { Keyring } from '#libs/sealing';

const keyrings = new WeakMap<Pool, Keyring>();

/** Whoever reads through a pool opens seals with the keyring that the pool was opened with. */
export function keyringOf(pool: Pool): Keyring {
  const known = keyrings.get(pool) ?? new Keyring();
  keyrings.set(pool, known);
  return known;
}

export function giveKeyring(pool: Pool, keyring: Keyring): void {
  keyrings.set(pool, keyring);
}
