import type { Pool } from 'pg';
import type { Scope } from '#libs/access';
import type { Requirement } from '#libs/kubernetes';
import { placeCondition } from '../access/place-condition.js';
import { labelCondition } from './label-condition.js';
import { DEPLOYMENT_COLUMNS, DEPLOYMENT_TABLES, type DeploymentRow } from './deployment-rows.js';

export type DeploymentListFilter = Readonly<{
  cluster?: string;
  namespace?: string;
  name?: string;
  namePrefix?: string;
  labels?: readonly Requirement[];
  /** An image as written, or its beginning followed by `*`. */
  image?: string;
  /** Deleted Deployments too, each incarnation by itself. */
  includeDeleted: boolean;
  /** Only Deployments in these namespaces. */
  scope?: Scope;
}>;

/** Where a Deployment stands in the list: by cluster, namespace, name, then incarnation. */
export type DeploymentListCursor = readonly [cluster: string, namespace: string, name: string, streamId: number];

/**
 * A page of Deployments at a moment, by cluster, namespace and name in byte order. Labels and images are those of the
 * newest state: for an earlier moment the caller leaves them out and looks at each state itself.
 */
export async function listDeployments(
  pool: Pool,
  filter: DeploymentListFilter,
  { at, after, limit }: Readonly<{ at: Date; after?: DeploymentListCursor; limit: number }>,
): Promise<readonly DeploymentRow[]> {
  const values: unknown[] = [at];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const text = `select ${DEPLOYMENT_COLUMNS} from ${DEPLOYMENT_TABLES} where ${conditionsOf(filter, after, bind)}
    order by ${ORDER} limit ${bind(limit)}`;
  const { rows } = await pool.query<DeploymentRow>({ text, values });
  return rows;
}

/** How many Deployments a filter leaves after one of the list. */
export async function countDeployments(
  pool: Pool,
  filter: DeploymentListFilter,
  { at, after }: Readonly<{ at: Date; after?: DeploymentListCursor }>,
): Promise<number> {
  const values: unknown[] = [at];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const text = `select count(*)::int as count from view.deployment d where ${conditionsOf(filter, after, bind)}`;
  const { rows } = await pool.query<{ count: number }>({ text, values });
  return rows[0]?.count ?? 0;
}

function conditionsOf(filter: DeploymentListFilter, after: DeploymentListCursor | undefined, bind: Bind): string {
  return [
    'd.created_at <= $1',
    ...(filter.includeDeleted ? [] : ['(d.deleted_at is null or d.deleted_at > $1)']),
    placeCondition('d', filter.scope ?? 'all', bind),
    ...placeConditions(filter, bind),
    ...(filter.labels ?? []).map((requirement) => labelCondition(requirement, bind)),
    ...(after === undefined ? [] : [afterCondition(after, bind)]),
  ].join(' and ');
}

// Byte order, so that pages hang together whatever the database's collation is.
const ORDER = 'd.cluster collate "C", d.namespace collate "C", d.name collate "C", d.stream_id';

type Bind = (value: unknown) => string;

function placeConditions(filter: DeploymentListFilter, bind: Bind): readonly string[] {
  const { cluster, namespace, name, namePrefix, image } = filter;
  return [
    ...(cluster === undefined ? [] : [`d.cluster = ${bind(cluster)}`]),
    ...(namespace === undefined ? [] : [`d.namespace = ${bind(namespace)}`]),
    ...(name === undefined ? [] : [`d.name = ${bind(name)}`]),
    ...(namePrefix === undefined ? [] : [`d.name like ${bind(`${escapeLike(namePrefix)}%`)}`]),
    ...(image === undefined ? [] : [imageCondition(image, bind)]),
  ];
}

function imageCondition(image: string, bind: Bind): string {
  if (!image.endsWith('*')) return `d.images @> array[${bind(image)}]::text[]`;
  return `exists (select from unnest(d.images) as used(image) where used.image like ${bind(`${escapeLike(image.slice(0, -1))}%`)})`;
}

function afterCondition([cluster, namespace, name, streamId]: DeploymentListCursor, bind: Bind): string {
  return `(${ORDER}) > (${bind(cluster)}, ${bind(namespace)}, ${bind(name)}, ${bind(streamId)}::bigint)`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
