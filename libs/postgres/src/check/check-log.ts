import type { Pool, PoolClient } from 'pg';
import { fingerprint, type Hash, type VerifySignature } from '#libs/proof';
import { LEAVES_TO_CHECK } from '../log/leaf-rows.js';
import { sha256, STRIDE } from '../tree/read-subtrees.js';
import { listTreeHeads, readSigningKeys, type TreeHeadRow } from '../tree/tree-rows.js';
import { CheckedTexts, type LogFault } from './checked-texts.js';
import { CheckedTree } from './checked-tree.js';
import { upperNodeFaults } from './checked-nodes.js';
import { type CheckRow, eventProblem } from './check-rows.js';

/** What was found in a part of the log, and how far that is. */
export type CheckPart = Readonly<{
  faults: readonly LogFault[];
  done: number;
  total: number;
  /** Fingerprint of the newest key. */
  key: string | undefined;
}>;

const PAGE = 1024;
const WIDTH = 2 ** STRIDE;

/**
 * Computes all of the log's proof anew from what is stored, as it is at this moment: it finds what somebody with all rights
 * has altered behind the triggers.
 */
export async function* checkLog(pool: Pool, verify: VerifySignature): AsyncGenerator<CheckPart> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    yield* partsOf(client, verify);
  } finally {
    await client.query('rollback').catch(() => undefined); // nothing was written
    client.release();
  }
}

async function* partsOf(client: PoolClient, verify: VerifySignature): AsyncGenerator<CheckPart> {
  const keys = await readSigningKeys(client);
  const newest = keys.at(-1);
  const key = newest && fingerprint(sha256, newest.publicKey);
  const total = await readEnd(client);
  const tree = new CheckedTree(keys, verify);
  const texts = new CheckedTexts(client);
  yield { faults: [...tree.keyFaults(), ...(await upperNodeFaults(client))], done: 0, total, key };
  for (let after = 0; after < total; after += PAGE) {
    const end = Math.min(after + PAGE, total);
    const page = await readPage(client, after, end);
    const faults = [...pageFaults(tree, page, { after, end }), ...(await texts.check([...page.rows.values()]))];
    yield { faults, done: end, total, key };
  }
}

// The heads tell how many there were, also when events were taken off the end.
const END = `
  select greatest((select coalesce(max(position), 0) from log.event), (select coalesce(max(size), 0) from log.tree_head))::float8 as size`;

async function readEnd(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ size: number }>(END);
  return rows[0]?.size ?? 0;
}

type Page = Readonly<{
  rows: ReadonlyMap<number, CheckRow>;
  heads: ReadonlyMap<number, TreeHeadRow>;
  /** By the position their block ends at. */
  nodes: ReadonlyMap<number, Hash>;
}>;

const NODES = `select index, hash from log.tree_node where level = ${STRIDE} and index >= $1 and index < $2`;

async function readPage(client: PoolClient, after: number, end: number): Promise<Page> {
  const query = { name: 'rollbook_leaves_to_check', text: LEAVES_TO_CHECK, values: [after, end] };
  const { rows } = await client.query<CheckRow>(query);
  const bounds = { after: String(after), before: String(end + 1), limit: PAGE, fromEnd: false };
  const heads = await listTreeHeads(client, bounds);
  const nodes = await client.query<{ index: string; hash: Buffer }>(NODES, [after / WIDTH, Math.floor(end / WIDTH)]);
  return {
    rows: new Map(rows.map((row) => [Number(row.position), row])),
    heads: new Map(heads.map((head) => [Number(head.size), head])),
    nodes: new Map(nodes.rows.map(({ index, hash }) => [(Number(index) + 1) * WIDTH, hash])),
  };
}

function pageFaults(
  tree: CheckedTree,
  { rows, heads, nodes }: Page,
  { after, end }: Readonly<{ after: number; end: number }>,
): readonly LogFault[] {
  const faults: LogFault[] = [];
  for (let position = after + 1; position <= end; position++) {
    const row = rows.get(position);
    const message = row === undefined ? 'the event was taken out' : eventProblem(row);
    if (message !== undefined) faults.push({ position: String(position), message });
    faults.push(...tree.add(row?.leaf_hash ?? '', { node: nodes.get(position), head: heads.get(position) }));
  }
  return faults;
}
