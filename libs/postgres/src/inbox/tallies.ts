import type { PoolClient } from 'pg';

/** How often something became of what a cluster told: `skipped: a status write`. */
export type Tallies = ReadonlyMap<string, number>;

export async function addTallies(client: PoolClient, cluster: string, tallies: Tallies): Promise<void> {
  if (tallies.size === 0) return;
  const values = [cluster, [...tallies.keys()], [...tallies.values()]];
  await client.query({ name: 'inbox_tally', text: ADD, values });
}

const ADD = `insert into inbox.tally as t (cluster, outcome, count, last_at)
  select $1, outcome, count, now() from unnest($2::text[], $3::bigint[]) as row(outcome, count)
  on conflict (cluster, outcome) do update set count = t.count + excluded.count, last_at = excluded.last_at`;
