import type { Pool } from 'pg';
import { fingerprint, keyStatement, originOf, sameHash } from '#libs/proof';
import { inTransaction } from '../in-transaction.js';
import { keepTree, type Signer, storeKey, TREE_LOCK } from './keep-tree.js';
import { sha256 } from './read-subtrees.js';
import { readNewestHead, readSigningKeys } from './tree-rows.js';

/** Only the log's newest key can name the next. */
export class NotTheNewestKey extends Error {
  readonly code = 'NotTheNewestKey';
  constructor(has: string, newest: string) {
    super(`the key at hand is ${has}, and the log's newest is ${newest}: only that one can name the next`);
  }
}

/**
 * Makes `next` the log's key, signed by the one before. What was recorded up to now is signed by the old one first.
 * @throws NotTheNewestKey, TreeBroken
 */
export async function rotateKey(pool: Pool, old: Signer, next: Pick<Signer, 'publicKey'>): Promise<number> {
  for (let kept = await keepTree(pool, old); kept.kind === 'growing';) kept = await keepTree(pool, old);
  return await inTransaction(pool, async (client) => {
    await client.query(TREE_LOCK);
    const keys = await readSigningKeys(client);
    const [first, newest] = [keys[0], keys.at(-1)];
    if (first === undefined || newest === undefined || !sameHash(newest.publicKey, old.publicKey)) {
      throw new NotTheNewestKey(fingerprintOf(old), newest ? fingerprintOf(newest) : 'not there yet');
    }
    const fromSize = Number((await readNewestHead(client))?.size ?? 0);
    const key = { number: newest.number + 1, publicKey: next.publicKey, fromSize };
    await storeKey(client, { ...key, signature: old.sign(keyStatement(originOf(sha256, first.publicKey), key)) });
    return key.number;
  });
}

function fingerprintOf({ publicKey }: Pick<Signer, 'publicKey'>): string {
  return fingerprint(sha256, publicKey);
}
