import type { Pool } from 'pg';

/** A Deployment that lives, as far as the log knows. */
export type LivingDeployment = Readonly<{ streamId: number; namespace: string; name: string; uid: string }>;

const ABSENT = `
  select id as "streamId", namespace, name, uid from log.stream
  where cluster = $1 and kind = 'Deployment' and ended_at is null and ($2::text is null or namespace = $2)
    and uid <> all($3::text[])
  order by id`;

/** Those of a cluster, or of one namespace of it, that are not among some uids. */
export async function livingDeploymentsBut(
  pool: Pool,
  { cluster, namespace, uids }: Readonly<{ cluster: string; namespace?: string; uids: readonly string[] }>,
): Promise<readonly LivingDeployment[]> {
  const values = [cluster, namespace ?? null, uids];
  const { rows } = await pool.query<LivingDeployment>({ name: 'living deployments but', text: ABSENT, values });
  return rows;
}

/** The streams of those that live in a namespace. */
export async function livingStreamsOf(
  pool: Pool,
  { cluster, namespace }: Readonly<{ cluster: string; namespace: string }>,
): Promise<readonly number[]> {
  const living = await livingDeploymentsBut(pool, { cluster, namespace, uids: [] });
  return living.map(({ streamId }) => streamId);
}

const UNKNOWN = `
  select uid from unnest($2::text[]) asked(uid)
  where not exists (select from log.stream s where s.cluster = $1 and s.uid = asked.uid)`;

/** Those of some uids of a cluster that the log has no event of. */
export async function unknownUids(pool: Pool, cluster: string, uids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ uid: string }>({ name: 'unknown uids', text: UNKNOWN, values: [cluster, uids] });
  return rows.map(({ uid }) => uid);
}
