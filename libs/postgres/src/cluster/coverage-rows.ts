import type { Pool } from 'pg';
import type { Scope } from '#libs/access';
import { placeCondition } from '../access/place-condition.js';
import type { CoverageRow } from './coverage.js';

export type CoverageFilter = Readonly<{ cluster: string; since?: Date; until?: Date; scope?: Scope }>;

/** A page of what covers a part of a time, what began last first; of the namespaces those that the reader may know of. */
export async function listCoverage(
  pool: Pool,
  { cluster, since, until, scope = 'all' }: CoverageFilter,
  { after, limit }: Readonly<{ after?: readonly [Date, number]; limit: number }>,
): Promise<readonly CoverageRow[]> {
  const values: unknown[] = [cluster];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    ...(since === undefined ? [] : [`c.until >= ${bind(since)}`]),
    ...(until === undefined ? [] : [`c.since < ${bind(until)}`]),
    ...(after === undefined ? [] : [`(c.since, c.id) < (${bind(after[0])}, ${bind(after[1])})`]),
  ];
  const text = `
    select c.id, c.cluster, c.source, seen.namespaces, c.since, c.until from watch.coverage c
    cross join lateral (
      select coalesce(array_agg(place.namespace order by place.namespace), '{}') as namespaces
      from (select c.cluster, unnest(c.namespaces) as namespace) place where ${placeCondition('place', scope, bind)}
    ) seen
    where ${['c.cluster = $1', "(c.namespaces = '{}' or seen.namespaces <> '{}')", ...conditions].join(' and ')}
    order by c.since desc, c.id desc limit ${bind(limit)}`;
  const { rows } = await pool.query<CoverageRow>({ text, values });
  return rows;
}

/** A namespace, from one moment to another. */
export type WatchedPlace = Readonly<{ cluster: string; namespace: string; since: Date; until: Date }>;

/** A part of that time. */
export type WatchedSpan = Readonly<{ since: Date; until: Date }>;

const WATCHED = `
  select wanted.n::int as n, lower(span) as since, upper(span) as until
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[])
    with ordinality as wanted(cluster, namespace, since, until, n)
  cross join lateral (
    select unnest(range_agg(tstzrange(greatest(c.since, wanted.since), least(c.until, wanted.until)))) as span
    from watch.coverage c
    where c.cluster = wanted.cluster and c.until >= wanted.since and c.since <= wanted.until
      and (c.namespaces = '{}' or c.namespaces @> array[wanted.namespace])
    limit $5
  ) spans
  order by n, since`;

/** When namespaces were watched by any source, oldest first, at most so many spans for each of those asked for. */
export async function readWatched(
  pool: Pool,
  wanted: readonly WatchedPlace[],
  most: number,
): Promise<readonly (readonly WatchedSpan[])[]> {
  const columns = [
    wanted.map(({ cluster }) => cluster),
    wanted.map(({ namespace }) => namespace),
    wanted.map(({ since }) => since),
    wanted.map(({ until }) => until),
  ];
  const { rows } = await pool.query<WatchedSpan & { n: number }>({
    name: 'watched',
    text: WATCHED,
    values: [...columns, most],
  });
  const spans = wanted.map((): WatchedSpan[] => []);
  for (const { n, since, until } of rows) spans[n - 1]?.push({ since, until });
  return spans;
}
