import type { PoolClient } from 'pg';

type Source = Readonly<{ cluster: string; source: string; /** Milliseconds. */ mostSilence: number }>;
type Live = Readonly<{ since: number; until: number }>;

// Each time reaches as far as the silence that is allowed after it: those that meet then are one.
const JOIN = `
  with told as (
    select to_timestamp(since / 1000) as since, to_timestamp(until / 1000) as until
    from unnest($3::float[], $4::float[]) as told(since, until)
  ), known as (
    delete from watch.coverage
    where cluster = $1 and source = $2 and namespaces = '{}'
      and since <= (select max(until) from told) + $5 * interval '1 ms'
      and until >= (select min(since) from told) - $5 * interval '1 ms'
    returning since, until
  ), live as (
    select unnest(range_agg(tstzrange(since, until + $5 * interval '1 ms', '[]'))) as span
    from (select since, until from told union all select since, until from known) each
  )
  insert into watch.coverage (cluster, source, namespaces, since, until)
  select $1, $2, '{}', lower(span), upper(span) - $5 * interval '1 ms' from live`;

/** Keeps when a source told of all namespaces of a cluster, in whatever order it is told; one at a time may do so. */
export async function joinCoverage(
  client: PoolClient,
  { cluster, source, mostSilence }: Source,
  live: readonly Live[],
): Promise<void> {
  const values = [cluster, source, live.map(({ since }) => since), live.map(({ until }) => until), mostSilence];
  await client.query({ name: 'join coverage', text: JOIN, values });
}
