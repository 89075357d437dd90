import type { PoolClient } from 'pg';

/** How often something became of what a cluster told: `skipped: a status write`. */
export type Tallies = ReadonlyMap<string, number>;

export type Tally = Readonly<{ cluster: string; outcome: string; count: number }>;

/** Adds to the counts; several of one outcome are added up. */
export async function addTallies(client: PoolClient, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length === 0) return;
  const columns = [
    tallies.map(({ cluster }) => cluster),
    tallies.map(({ outcome }) => outcome),
    tallies.map(({ count }) => count),
  ];
  await client.query({ name: 'inbox_tally', text: ADD, values: columns });
}

// In one order, so that those who count at the same time do not wait for each other in a circle.
const ADD = `insert into inbox.tally as t (cluster, outcome, count, last_at)
  select cluster, outcome, sum(count), now() from unnest($1::text[], $2::text[], $3::bigint[]) as row(cluster, outcome, count)
  group by cluster, outcome order by cluster, outcome
  on conflict (cluster, outcome) do update set count = t.count + excluded.count, last_at = excluded.last_at`;
