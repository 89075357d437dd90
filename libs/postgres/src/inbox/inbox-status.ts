import type { Pool } from 'pg';

/** How far what one cluster told was taken in. */
export type InboxStatus = Readonly<{
  cluster: string;
  /** Batches that nothing was taken out of yet, and their bytes as they came. */
  openBatches: number;
  openBytes: number;
  /** Facts that wait for older ones to come, and those that wait for the whole object. */
  pending: number;
  waiting: number;
  lastBatchAt: Date | null;
  tallies: readonly Readonly<{ outcome: string; count: string; lastAt: Date }>[];
  /** The newest, at most a hundred. */
  setAside: readonly Readonly<{ namespace: string | null; name: string | null; reason: string; at: Date }>[];
}>;

export async function readInboxStatus(pool: Pool): Promise<readonly InboxStatus[]> {
  const { rows } = await pool.query<InboxStatus>({ name: 'inbox_status', text: STATUS });
  return rows.map(({ tallies, setAside, ...row }) => ({
    ...row,
    tallies: tallies.map((tally) => ({ ...tally, lastAt: new Date(tally.lastAt) })),
    setAside: setAside.map((one) => ({ ...one, at: new Date(one.at) })),
  }));
}

const STATUS = `
  with cluster as (select distinct cluster from inbox.tally union select distinct cluster from inbox.batch where done_at is null)
  select c.cluster, b.count as "openBatches", b.bytes as "openBytes", f.pending, f.waiting,
    (select max(received_at) from inbox.batch where cluster = c.cluster) as "lastBatchAt",
    coalesce((select json_agg(json_build_object('outcome', outcome, 'count', count::text, 'lastAt', last_at) order by outcome)
      from inbox.tally t where t.cluster = c.cluster), '[]') as tallies,
    coalesce((select json_agg(s order by s.at desc) from (
      select * from (
        select namespace, name, reason, settled_at as at from inbox.fact where cluster = c.cluster and state = 'set aside'
        union all
        select null, null, set_aside, done_at from inbox.batch where cluster = c.cluster and set_aside is not null
      ) aside order by at desc limit 100) s), '[]') as "setAside"
  from cluster c
  cross join lateral (
    select count(*)::int as count, coalesce(sum(bytes), 0)::float as bytes from inbox.batch where cluster = c.cluster and done_at is null
  ) b
  cross join lateral (
    select count(*) filter (where state = 'pending')::int as pending, count(*) filter (where state = 'waiting')::int as waiting
    from inbox.fact where cluster = c.cluster and state in ('pending', 'waiting')
  ) f order by c.cluster`;
