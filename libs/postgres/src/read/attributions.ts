import type { Pool } from 'pg';
import type { Source } from '#libs/event-store';

/** Sources that see what changed and not always by whom. */
const MAY_LACK_AUTHORS: readonly Source[] = ['watch', 'import'];

const ATTRIBUTED = `
  select payload->>'change' as change, min(change_id)::text as "toldBy" from log.event
  where type = 'ChangeAttributed' and payload->>'change' = any($1::text[]) group by 1`;

/** By changes that were recorded without their author: the change that told who it was. */
export async function attributionsOf(
  pool: Pool,
  rows: readonly Readonly<{ change: string; source: Source }>[],
): Promise<ReadonlyMap<string, string>> {
  const changes = rows.filter(({ source }) => MAY_LACK_AUTHORS.includes(source)).map(({ change }) => change);
  if (changes.length === 0) return new Map();
  const query = { name: 'attributions', text: ATTRIBUTED, values: [changes] };
  const found = await pool.query<{ change: string; toldBy: string }>(query);
  return new Map(found.rows.map(({ change, toldBy }) => [change, toldBy]));
}
