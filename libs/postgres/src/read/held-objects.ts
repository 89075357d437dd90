import type { Pool } from 'pg';
import type { StreamKind } from '#libs/event-store';

/** Something that lives in a namespace. */
export type HeldObjectRow = Readonly<{ kind: StreamKind | 'Deployment'; name: string }>;

const LIVING = `
  select kind, name from log.stream
  where cluster = $1 and namespace = $2 and kind <> 'Namespace' and ended_at is null order by id limit $3`;

/** What lives in a namespace, the oldest first. */
export async function listHeldObjects(
  pool: Pool,
  { cluster, namespace }: Readonly<{ cluster: string; namespace: string }>,
  limit: number,
): Promise<readonly HeldObjectRow[]> {
  const values = [cluster, namespace, limit];
  const { rows } = await pool.query<HeldObjectRow>({ name: 'held objects', text: LIVING, values });
  return rows;
}

// What is left for good (`--cascade=orphan`) never goes: it is not waited for.
const GONE = `
  select max(gone_at) as at from view.deployment
  where cluster = $1 and namespace = $2 and gone_at > $3::timestamptz and isfinite(gone_at)`;

/** When the last pod of Deployments that were deleted in a namespace is gone; undefined when all are. */
export async function readGoneAt(
  pool: Pool,
  { cluster, namespace }: Readonly<{ cluster: string; namespace: string }>,
  after: Date,
): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>({
    name: 'gone at',
    text: GONE,
    values: [cluster, namespace, after],
  });
  return rows[0]?.at ?? undefined;
}
