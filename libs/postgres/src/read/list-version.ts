import type { Pool } from 'pg';

// The change before the first one that the views of its stream do not show; streams that stand still are as they are.
const SHOWN = `
  with unseen as (
    select c.id, c.recorded_at from log.change c
    join log.stream s on s.id = c.stream_id and s.kind = 'Deployment'
    left join view.checkpoint v on v.stream_id = c.stream_id
    where c.id > $2 and v.parked_reason is null and coalesce(v.position, 0) < c.id + c.event_count - 1
    order by c.id limit 1
  )
  select shown.position, shown.position * 1000000000 + least(999999999, greatest(0,
      (extract(epoch from least($1, (select recorded_at from unseen)) - shown.recorded_at) * 1000)::bigint)) as version
  from (
    select id + event_count - 1 as position, recorded_at from log.change
    where id < coalesce((select id from unseen), 9223372036854775807) order by id desc limit 1
  ) shown`;

// Older changes than so many have been taken in long ago, or their streams are parked.
const NEWEST = 'select id from log.change order by id desc offset 10000 limit 1';

/**
 * resourceVersion of all that the views show at a moment. To be read before what it is said of: that may then show more, and
 * never less.
 */
export async function readListVersion(pool: Pool, at: Date): Promise<string> {
  const from = shownUpTo.get(pool) ?? (await pool.query<{ id: string }>(NEWEST)).rows[0]?.id ?? '0';
  const { rows } = await pool.query<{ position: string; version: string }>({
    name: 'list version',
    text: SHOWN,
    values: [at, from],
  });
  const [shown] = rows;
  if (shown === undefined) return '0';
  shownUpTo.set(pool, shown.position);
  return shown.version;
}

// What was shown once need not be looked at again.
const shownUpTo = new WeakMap<Pool, string>();
