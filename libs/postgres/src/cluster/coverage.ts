import type { Pool } from 'pg';

/** When a source told of a cluster without a gap. */
export type CoverageRow = Readonly<{
  id: number;
  cluster: string;
  source: 'watch' | 'audit-webhook';
  /** None for all. */
  namespaces: readonly string[];
  since: Date;
  until: Date;
}>;

const GROW = `
  insert into watch.coverage (cluster, source, namespaces, since, until) values ($1, $2, $3, $4, $5)
  on conflict (cluster, source, namespaces, since) do update set until = greatest(watch.coverage.until, excluded.until)`;

/** Covers until a moment from a beginning that names the row: nothing is lost when it is told twice, or late. */
export async function growCoverage(pool: Pool, { cluster, source, namespaces, since, until }: Omit<CoverageRow, 'id'>) {
  const values = [cluster, source, [...namespaces].sort(), since, until];
  await pool.query({ name: 'grow coverage', text: GROW, values });
}

const AUDITED = `
  select from watch.coverage where cluster = $1 and source = 'audit-webhook' and until >= $2 limit 1`;

/** Whether an audit source of a cluster told anything of a moment, or of a later one. */
export async function isAudited(pool: Pool, cluster: string, since: Date): Promise<boolean> {
  const { rows } = await pool.query({ name: 'is audited', text: AUDITED, values: [cluster, since] });
  return rows.length > 0;
}

const UNTIL = `
  select max(until) as until from watch.coverage
  where cluster = $1 and source = 'watch' and until <= $2
    and (namespaces = '{}' or ($3::text is not null and namespaces @> array[$3::text]))`;

/** Until when a cluster, or one namespace of it, was watched before a moment; undefined when it never was. */
export async function watchedUntil(
  pool: Pool,
  { cluster, namespace, before }: Readonly<{ cluster: string; namespace: string | undefined; before: Date }>,
): Promise<Date | undefined> {
  const values = [cluster, before, namespace ?? null];
  const { rows } = await pool.query<{ until: Date | null }>({ name: 'watched until', text: UNTIL, values });
  return rows[0]?.until ?? undefined;
}
