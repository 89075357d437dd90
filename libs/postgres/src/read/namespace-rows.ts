import type { Pool } from 'pg';

/** A namespace that nobody wrote: something was recorded in it. */
export type HeldNamespaceRow = Readonly<{
  name: string;
  /** Position of the event that made it, and when that was. */
  position: string;
  createdAt: Date;
}>;

// From name to name through the index, whatever is recorded in each.
const NAMES = `
  with recursive held(name) as (
    (select min(namespace) from log.stream where cluster = $1)
    union all
    select (select min(namespace) from log.stream where cluster = $1 and namespace > held.name) from held
    where held.name is not null
  )`;

// What was recorded in it since a namespace of the name was last deleted made it.
const MADE = `
  select wanted.name, first.opened_at as position, c.occurred_at as "createdAt" from wanted
  cross join lateral (
    select coalesce(max(ended_at), 0) as position from log.stream
    where cluster = $1 and namespace = wanted.name and name = wanted.name and kind = 'Namespace'
  ) gone
  cross join lateral (
    select min(opened_at) as opened_at from log.stream
    where cluster = $1 and namespace = wanted.name and kind <> 'Namespace' and opened_at > gone.position
  ) first
  join log.change c on c.id = first.opened_at`;

const ALL = `${NAMES}, wanted(name) as (select name from held where name is not null) ${MADE}`;

/** Every namespace of a cluster in which something was recorded since one of that name was last deleted. */
export async function listHeldNamespaces(pool: Pool, cluster: string): Promise<readonly HeldNamespaceRow[]> {
  const { rows } = await pool.query<HeldNamespaceRow>({ name: 'held namespaces', text: ALL, values: [cluster] });
  return rows;
}

const ONE = `with wanted(name) as (values ($2::text)) ${MADE}`;

export async function findHeldNamespace(
  pool: Pool,
  cluster: string,
  name: string,
): Promise<HeldNamespaceRow | undefined> {
  const { rows } = await pool.query<HeldNamespaceRow>({ name: 'held namespace', text: ONE, values: [cluster, name] });
  return rows[0];
}

const BEGINNING = 'select recorded_at as at from log.change order by id limit 1';

/** When the log began; undefined while it is empty. */
export async function readBeginning(pool: Pool): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date }>({ name: 'beginning', text: BEGINNING });
  return rows[0]?.at;
}
