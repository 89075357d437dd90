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
      (extract(epoch from least($1, unseen.recorded_at) - shown.recorded_at) * 1000)::bigint)) as version,
    unseen.id as "unseenChange", unseen.recorded_at as "unseenAt"
  from (values (true)) always(one) left join unseen on true left join (
    select id + event_count - 1 as position, recorded_at from log.change
    where id < coalesce((select id from unseen), 9223372036854775807) order by id desc limit 1
  ) shown on true`;

// Older changes than so many have been taken in long ago, or their streams are parked.
const NEWEST = 'select id from log.change order by id desc offset 10000 limit 1';

type ShownRow = Readonly<
  ({ position: string; version: string } | { position: null; version: null }) &
    ({ unseenChange: string; unseenAt: Date } | { unseenChange: null; unseenAt: null })
>;

/** How far the views have come. */
export type ListVersion = Readonly<{
  resourceVersion: string;
  /** The first change that the views of its stream do not show, and when it was recorded; streams that stand still aside. */
  unseen?: UnseenChange;
}>;

export type UnseenChange = Readonly<{ change: string; recordedAt: Date }>;

/** Before the first change there is but one state. It is not 0, which asks for any. */
const BEFORE_ALL = '999999999';

/**
 * resourceVersion of all that the views show at a moment. To be read before what it is said of: that may then show more, and
 * never less.
 */
export async function readListVersion(pool: Pool, at: Date): Promise<ListVersion> {
  const from = shownUpTo.get(pool) ?? (await pool.query<{ id: string }>(NEWEST)).rows[0]?.id ?? '0';
  const { rows } = await pool.query<ShownRow>({ name: 'list version', text: SHOWN, values: [at, from] });
  const [shown] = rows;
  if (shown === undefined) throw new Error('a query without a condition gave no row');
  const { position, version, unseenChange, unseenAt } = shown;
  if (position !== null) shownUpTo.set(pool, position);
  return {
    resourceVersion: version ?? BEFORE_ALL,
    ...(unseenChange !== null && { unseen: { change: unseenChange, recordedAt: unseenAt } }),
  };
}

// What was shown once need not be looked at again.
const shownUpTo = new WeakMap<Pool, string>();
