import type { Pool } from 'pg';
import type { OtherMetadata } from '#libs/kubernetes';
import type { Owners } from '#libs/projections';

/** Where a Deployment is, whatever its incarnation. */
export type DeploymentPlace = Readonly<{ cluster: string; namespace: string; name: string }>;

/** A Deployment as the view has it: people's newest word, and the controller's at the moment asked for. */
export type DeploymentRow = DeploymentPlace &
  Readonly<{
    streamId: number;
    uid: string;
    createdAt: Date;
    createdChange: string;
    deletedAt: Date | null;
    deletedChange: string | null;
    /** ReplicaSets that it took over when it was made: `uid of the Deployment that left it/name`. */
    adopted: readonly string[];
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
    /** Finalizers, ownerReferences and generateName. */
    metadata: OtherMetadata;
    /** Who owns which fields. */
    owners: Owners;
    images: readonly string[];
    /** The spec without its template. */
    spec: Readonly<Record<string, unknown>>;
    templateHash: string;
    lastChange: string;
    lastChangedAt: Date;
    position: string;
    /** Null when the controller had not seen it yet. */
    generation: number | null;
    revision: number | null;
    status: Readonly<Record<string, unknown>> | null;
  }>;

// $1 is the moment in every statement: nothing later than it is shown.
export const DEPLOYMENT_COLUMNS = `
  d.stream_id as "streamId", d.cluster, d.namespace, d.name, d.uid,
  d.created_at as "createdAt", d.created_change as "createdChange",
  case when d.deleted_at <= $1 then d.deleted_at end as "deletedAt",
  case when d.deleted_at <= $1 then d.deleted_change end as "deletedChange",
  d.adopted, d.labels, d.annotations, d.metadata, d.owners, d.images, d.spec, encode(d.template_hash, 'hex') as "templateHash",
  d.last_change as "lastChange", d.last_changed_at as "lastChangedAt", d.position,
  span.generation, span.revision, span.status`;

export const DEPLOYMENT_TABLES = `
  view.deployment d
  left join lateral (
    select s.generation, s.revision, s.status from view.deployment_span s
    where s.stream_id = d.stream_id and s.valid_from <= $1
    order by s.valid_from desc limit 1
  ) span on true`;

const NEWEST = `select ${DEPLOYMENT_COLUMNS} from ${DEPLOYMENT_TABLES}
  where d.cluster = $2 and d.namespace = $3 and d.name = $4 and d.created_at <= $1
  order by d.stream_id desc limit 1`;

/** The incarnation of a name that lived at a moment, else the one before it. */
export async function findDeployment(pool: Pool, place: DeploymentPlace, at: Date): Promise<DeploymentRow | undefined> {
  const values = [at, place.cluster, place.namespace, place.name];
  const { rows } = await pool.query<DeploymentRow>({ name: 'deployment', text: NEWEST, values });
  return rows[0];
}

const OF_STREAMS = `select ${DEPLOYMENT_COLUMNS} from ${DEPLOYMENT_TABLES}
  where d.stream_id = any($2::int[]) and d.created_at <= $1`;

/** Deployments by the numbers of their streams, in no order. */
export async function readDeployments(
  pool: Pool,
  streams: readonly number[],
  at: Date,
): Promise<readonly DeploymentRow[]> {
  const { rows } = await pool.query<DeploymentRow>({ name: 'deployments', text: OF_STREAMS, values: [at, streams] });
  return rows;
}

const INCARNATIONS = `select ${DEPLOYMENT_COLUMNS} from ${DEPLOYMENT_TABLES}
  where d.cluster = $2 and d.namespace = $3 and d.name = $4 and d.created_at <= $1 and ($5::bigint is null or d.stream_id < $5)
  order by d.stream_id desc limit $6`;

/** Incarnations of a name, newest first; `after` is the stream of the one before the page. */
export async function readIncarnations(
  pool: Pool,
  place: DeploymentPlace,
  { at, after, limit }: Readonly<{ at: Date; after?: number; limit: number }>,
): Promise<readonly DeploymentRow[]> {
  const values = [at, place.cluster, place.namespace, place.name, after ?? null, limit];
  const { rows } = await pool.query<DeploymentRow>({ name: 'incarnations', text: INCARNATIONS, values });
  return rows;
}

const BY_UID = `select ${DEPLOYMENT_COLUMNS} from ${DEPLOYMENT_TABLES}
  where d.cluster = $2 and d.namespace = $3 and d.name = $4 and d.uid = $5 and d.created_at <= $1`;

/** One incarnation of a name. */
export async function findIncarnation(
  pool: Pool,
  { cluster, namespace, name, uid }: DeploymentPlace & Readonly<{ uid: string }>,
  at: Date,
): Promise<DeploymentRow | undefined> {
  const values = [at, cluster, namespace, name, uid];
  const { rows } = await pool.query<DeploymentRow>({ name: 'incarnation', text: BY_UID, values });
  return rows[0];
}
