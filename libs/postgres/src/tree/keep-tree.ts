import type { Pool, PoolClient } from 'pg';
import { checkpointText, fingerprint, type Hash, keyStatement, makeRoot, originOf, sameHash } from '#libs/proof';
import { inTransaction } from '../in-transaction.js';
import { growTree } from './grow-tree.js';
import { sha256, subtreeReader } from './read-subtrees.js';
import { readNewestHead, readSigningKeys, type SigningKeyRow, type TreeHeadRow } from './tree-rows.js';

/** What is stored of the tree does not come to the head that was signed last: something in the log was altered. */
export class TreeBroken extends Error {
  readonly code = 'TreeBroken';
  constructor(readonly size: string) {
    super(
      `the log's first ${size} events do not come to the tree head that was signed for them: something was altered; ` +
        'nothing is signed until it is repaired: `rollbook check` names it',
    );
  }
}

export type Signer = Readonly<{ publicKey: Uint8Array; sign: (text: string) => Uint8Array }>;

export type Kept =
  /** Another process keeps the tree at this moment. */
  | Readonly<{ kind: 'busy' }>
  /** There is more to do at once. */
  | Readonly<{ kind: 'growing' }>
  /** The tree is complete, and there was nothing to sign, or nobody to sign it. */
  | Readonly<{ kind: 'idle' }>
  | Readonly<{ kind: 'signed'; size: string }>
  /** The log's newest key is another one. */
  | Readonly<{ kind: 'other key'; fingerprint: string }>;

/** The tree's own lock, which appends know nothing of: classid 1919904876 ("roll"), objid 1953653093 ("tree"). */
const TRY_LOCK = 'select pg_try_advisory_xact_lock(1919904876, 1953653093) as locked';
export const TREE_LOCK = 'select pg_advisory_xact_lock(1919904876, 1953653093)';

/**
 * One step of keeping the tree: stores nodes that have become full, and when none are left and the log has grown, signs
 * a head of it. The first signer to come becomes the log's first key.
 * @throws TreeBroken
 */
export function keepTree(pool: Pool, signer: Signer | undefined): Promise<Kept> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ locked: boolean }>(TRY_LOCK);
    return rows[0]?.locked === true ? await step(client, signer) : { kind: 'busy' };
  });
}

async function step(client: PoolClient, signer: Signer | undefined): Promise<Kept> {
  const { size, now } = await readEnd(client); // before the nodes are stored: all nodes up to here will be there
  if (!(await growTree(client))) return { kind: 'growing' };
  if (signer === undefined) return { kind: 'idle' };
  const keys = await readSigningKeys(client);
  const key = keys.at(-1) ?? (await registerFirst(client, signer));
  if (!sameHash(key.publicKey, signer.publicKey)) {
    return { kind: 'other key', fingerprint: fingerprint(sha256, key.publicKey) };
  }
  const origin = originOf(sha256, (keys[0] ?? key).publicKey);
  return await signHead(client, { size, now }, { origin, number: key.number, sign: signer.sign });
}

async function signHead(
  client: PoolClient,
  { size, now }: Readonly<{ size: number; now: number }>,
  { origin, number, sign }: Readonly<{ origin: string; number: number; sign: Signer['sign'] }>,
): Promise<Kept> {
  const last = await readNewestHead(client);
  if (size === Number(last?.size ?? 0)) return { kind: 'idle' };
  if (last) await checkLast(client, last);
  const root = await makeRoot(sha256, subtreeReader(client), size);
  const time = Math.max(now, last?.signedAt.getTime() ?? 0);
  await client.query(STORE_HEAD, [
    size,
    root,
    new Date(time),
    number,
    sign(checkpointText({ origin, size, root, time })),
  ]);
  return { kind: 'signed', size: String(size) };
}

const END = `
  select coalesce(max(position), 0)::float8 as size, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
  from log.event`;

async function readEnd(client: PoolClient): Promise<Readonly<{ size: number; now: number }>> {
  const { rows } = await client.query<{ size: number; now: number }>(END);
  return rows[0] ?? { size: 0, now: 0 };
}

const STORE_HEAD = `
  insert into log.tree_head (size, root_hash, signed_at, key_number, signature) values ($1, $2, $3, $4, $5)`;

async function checkLast(client: PoolClient, last: TreeHeadRow): Promise<void> {
  const root: Hash = await makeRoot(sha256, subtreeReader(client), Number(last.size));
  if (!sameHash(root, last.rootHash)) throw new TreeBroken(last.size);
}

const STORE_KEY = `
  insert into log.signing_key (number, public_key, from_size, signature) values ($1, $2, $3, $4)`;

async function registerFirst(client: PoolClient, { publicKey, sign }: Signer): Promise<Omit<SigningKeyRow, 'madeAt'>> {
  const first = { number: 1, publicKey, fromSize: 0 };
  const signature = sign(keyStatement(originOf(sha256, publicKey), first));
  await client.query(STORE_KEY, [1, publicKey, 0, signature]);
  return { ...first, signature };
}

/** Stores a key that follows others. */
export async function storeKey(client: PoolClient, key: Omit<SigningKeyRow, 'madeAt'>): Promise<void> {
  await client.query(STORE_KEY, [key.number, key.publicKey, key.fromSize, key.signature]);
}
