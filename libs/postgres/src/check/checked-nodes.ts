import type { ClientBase } from 'pg';
import { type Hash, sameHash } from '#libs/proof';
import { foldPairs, split, STRIDE } from '../tree/read-subtrees.js';
import type { LogFault } from './checked-texts.js';

const WIDTH = 2 ** STRIDE;

const UPPER_NODES = `
  select above.level, above.index::float8 as index, above.hash, own.hashes from log.tree_node above
  cross join lateral (
    select string_agg(hash, '' order by index) as hashes from log.tree_node
    where level = above.level - ${STRIDE} and index >= above.index * ${WIDTH} and index < (above.index + 1) * ${WIDTH}
  ) own
  where above.level > ${STRIDE} order by above.level, above.index`;

type Row = Readonly<{ level: number; index: number; hash: Hash; hashes: Buffer | null }>;

/** The stored nodes over nodes: one for each 65,536 events, and fewer above. */
export async function upperNodeFaults(client: ClientBase): Promise<readonly LogFault[]> {
  const { rows } = await client.query<Row>(UPPER_NODES);
  return rows.flatMap(({ level, index, hash, hashes }) => {
    const parts = split(hashes);
    if (parts.length === WIDTH && sameHash(foldPairs(parts), hash)) return [];
    const first = index * 2 ** level + 1;
    return [
      {
        position: String(first),
        message: `the hash that is stored over events ${first} to ${first + 2 ** level - 1} is not that of the hashes below it`,
      },
    ];
  });
}
