import type { ClientBase, Pool } from 'pg';
import type { LogKey } from '#libs/proof';

type Connection = Pick<ClientBase | Pool, 'query'>;

/** A signed tree head as it is stored. */
export type TreeHeadRow = Readonly<{
  size: string;
  rootHash: Buffer;
  signedAt: Date;
  keyNumber: number;
  signature: Buffer;
}>;

export type SigningKeyRow = LogKey & Readonly<{ madeAt: Date }>;

const HEAD_COLUMNS = 'size, root_hash as "rootHash", signed_at as "signedAt", key_number as "keyNumber", signature';

const NEWEST_HEAD = `select ${HEAD_COLUMNS} from log.tree_head order by size desc limit 1`;

export async function readNewestHead(connection: Connection): Promise<TreeHeadRow | undefined> {
  const { rows } = await connection.query<TreeHeadRow>({ name: 'rollbook_newest_head', text: NEWEST_HEAD });
  return rows[0];
}

const HEAD_AT = `select ${HEAD_COLUMNS} from log.tree_head where size >= $1 order by size limit 1`;

/** The smallest head that has a number of events or more. */
export async function findTreeHead(connection: Connection, size: string): Promise<TreeHeadRow | undefined> {
  const { rows } = await connection.query<TreeHeadRow>({ name: 'rollbook_head_at', text: HEAD_AT, values: [size] });
  return rows[0];
}

const HEADS_AFTER = `select ${HEAD_COLUMNS} from log.tree_head where size > $1 and size < $2 order by size limit $3`;
const HEADS_BEFORE = `select ${HEAD_COLUMNS} from log.tree_head where size > $1 and size < $2 order by size desc limit $3`;

export type TreeHeadPage = Readonly<{ after?: string; before?: string; limit: number; fromEnd: boolean }>;

/** A page of the heads by size, smallest first. */
export async function listTreeHeads(connection: Connection, page: TreeHeadPage): Promise<readonly TreeHeadRow[]> {
  const values = [page.after ?? '0', page.before ?? LARGEST, page.limit];
  const { rows } = await connection.query<TreeHeadRow>({
    name: `rollbook_heads_${page.fromEnd ? 'before' : 'after'}`,
    text: page.fromEnd ? HEADS_BEFORE : HEADS_AFTER,
    values,
  });
  return page.fromEnd ? rows.reverse() : rows;
}

const LARGEST = String(2n ** 63n - 1n);

const KEYS = `
  select number, public_key as "publicKey", from_size::float8 as "fromSize", signature, made_at as "madeAt"
  from log.signing_key order by number`;

/** Oldest first. */
export async function readSigningKeys(connection: Connection): Promise<readonly SigningKeyRow[]> {
  const { rows } = await connection.query<SigningKeyRow>({ name: 'rollbook_signing_keys', text: KEYS });
  return rows;
}
