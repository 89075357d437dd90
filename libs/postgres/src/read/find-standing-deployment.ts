import type { Pool } from 'pg';
import { DEPLOYMENT_COLUMNS, type DeploymentPlace } from './deployment-rows.js';
import { VERSION, VERSION_JOINS } from './object-versions.js';
import { type StandingDeploymentRow, STANDING_SPAN } from './standing-deployments.js';

/** A Deployment that is there itself, with its resourceVersion. */
export type FoundDeploymentRow = StandingDeploymentRow &
  Readonly<{
    version: string;
    /** The first change of it that its views do not show, and when it was recorded. */
    unseenChange: string | null;
    unseenAt: Date | null;
  }>;

// One statement, and planned once: what clients ask for most.
const NEWEST = `
  select ${DEPLOYMENT_COLUMNS}, span.valid_from as since, ${VERSION} as version,
    behind.id as "unseenChange", behind.recorded_at as "unseenAt"
  from (
    select * from view.deployment
    where cluster = $2 and namespace = $3 and name = $4 and created_at <= $1
    order by stream_id desc limit 1
  ) d ${STANDING_SPAN}
  cross join lateral (
    select d.stream_id, d.position, greatest(span.valid_from, d.last_changed_at) as since
  ) wanted
  ${VERSION_JOINS}
  left join lateral (
    select c.id, c.recorded_at from view.checkpoint v
    join log.event e on e.stream_id = v.stream_id and e.stream_position = v.stream_position + 1
    join log.change c on c.id = e.change_id
    where v.stream_id = d.stream_id
  ) behind on true
  where d.deleted_at is null or d.deleted_at > $1 or span.valid_from is not null`;

/** The newest Deployment of a name, when it is there at a moment, or waits in the foreground for what it controls to go. */
export async function findStandingDeployment(
  pool: Pool,
  { cluster, namespace, name }: DeploymentPlace,
  at: Date,
): Promise<FoundDeploymentRow | undefined> {
  const values = [at, cluster, namespace, name];
  const { rows } = await pool.query<FoundDeploymentRow>({ name: 'standing deployment', text: NEWEST, values });
  return rows[0];
}
