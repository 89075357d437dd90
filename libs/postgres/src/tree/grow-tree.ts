import type { PoolClient } from 'pg';
import { foldPairs, split, STRIDE } from './read-subtrees.js';

/** Most nodes of one level that one call stores: 65,536 events. */
const MOST_NODES = 256;
const WIDTH = 2 ** STRIDE;
/** Over 2 ** 32 events and more; a bigserial of events is not filled in our lifetime. */
const TOP_LEVEL = 40;

/**
 * Stores the nodes that have become full, as far as it gets in one go, and answers whether there are none left. Whoever
 * calls it holds the tree's lock. Appends know nothing of it: leaf hashes are in the log, and a full node never changes.
 */
export async function growTree(client: PoolClient): Promise<boolean> {
  let isDone = true;
  for (let level = STRIDE; level <= TOP_LEVEL; level += STRIDE) {
    const grown = await growLevel(client, level);
    if (grown === 0) break;
    if (grown === MOST_NODES) isDone = false;
  }
  return isDone;
}

async function growLevel(client: PoolClient, level: number): Promise<number> {
  const { rows } = await client.query<{ index: string; hashes: Buffer }>({
    name: `rollbook_tree_grow_${level === STRIDE ? 'leaves' : 'nodes'}`,
    text: level === STRIDE ? FULL_OF_LEAVES : FULL_OF_NODES,
    values: level === STRIDE ? [] : [level],
  });
  if (rows.length === 0) return 0;
  const hashes = rows.map(({ hashes: below }) => foldPairs(split(below)));
  await client.query({
    name: 'rollbook_tree_store',
    text: STORE,
    values: [level, rows.map(({ index }) => index), hashes],
  });
  return rows.length;
}

// Ends of ranges are given as sums, so that the planner sees an index range: it starts at the first event not in a node.
const FULL_OF_LEAVES = `
  with done as (select coalesce(max(index) + 1, 0) as nodes from log.tree_node where level = ${STRIDE}),
    head as (select coalesce(max(position), 0) as position from log.event)
  select node.index, own.hashes
  from done, head, generate_series(done.nodes, least(head.position / ${WIDTH}, done.nodes + ${MOST_NODES}) - 1) as node(index)
  cross join lateral (
    select string_agg(leaf_hash, '' order by position) as hashes from (
      select position, leaf_hash from log.event
      where position > node.index * ${WIDTH} and position <= (node.index + 1) * ${WIDTH} order by position limit ${WIDTH}
    ) leaf
  ) own
  order by node.index`;

const FULL_OF_NODES = `
  with done as (select coalesce(max(index) + 1, 0) as nodes from log.tree_node where level = $1::int),
    below as (select coalesce(max(index) + 1, 0) as nodes from log.tree_node where level = $1::int - ${STRIDE})
  select node.index, own.hashes
  from done, below, generate_series(done.nodes, least(below.nodes / ${WIDTH}, done.nodes + ${MOST_NODES}) - 1) as node(index)
  cross join lateral (
    select string_agg(hash, '' order by index) as hashes from (
      select t.index, t.hash from log.tree_node t
      where t.level = $1::int - ${STRIDE} and t.index >= node.index * ${WIDTH} and t.index < (node.index + 1) * ${WIDTH}
      order by t.index limit ${WIDTH}
    ) part
  ) own
  order by node.index`;

const STORE = `
  insert into log.tree_node (level, index, hash) select $1::int, * from unnest($2::bigint[], $3::bytea[])`;
