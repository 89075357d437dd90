import type { Pool } from 'pg';
import type { Scope } from '#libs/access';
import type { Requirement } from '#libs/kubernetes';
import { placeCondition } from '../access/place-condition.js';
import { labelCondition } from './label-condition.js';
import { DEPLOYMENT_COLUMNS, type DeploymentRow } from './deployment-rows.js';

/** A Deployment of which something stands: itself, or what it controlled and is not gone yet. */
export type StandingDeploymentRow = DeploymentRow &
  Readonly<{
    /** When the controller last wrote to it; null before it did. */
    since: Date | null;
  }>;

export type StandingFilter = Readonly<{
  cluster: string;
  namespace?: string;
  name?: string;
  /** Only Deployments that are there themselves, the newest of each name. */
  only?: 'themselves';
  /** Their own. */
  labels?: readonly Requirement[];
  /** Only those that may control an object of this name. */
  child?: string;
  /** Only those that may control an object with these labels. */
  childLabels?: Readonly<Record<string, string>>;
  scope?: Scope;
}>;

export type StandingPage = Readonly<{
  at: Date;
  /** Also those of which the last has gone after this moment; what is there at `at` when left out. */
  goneAfter?: Date;
  /** The last of the page before. */
  after?: Readonly<{ namespace: string; name: string; streamId: number }>;
  /** Only those that may control an object that is listed after this one. */
  afterChild?: Readonly<{ namespace: string; name: string }>;
  limit: number;
}>;

/** Names of what a Deployment controls begin with its own, or with so many letters of it. */
export const KEPT_OF_NAME = 52;

/** Deployments of which something stands at a moment, by namespace, name and incarnation, in byte order. */
export async function listStandingDeployments(
  pool: Pool,
  filter: StandingFilter,
  page: StandingPage,
): Promise<readonly StandingDeploymentRow[]> {
  const values: unknown[] = [page.at, filter.cluster];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const where = [
    'd.cluster = $2 and d.created_at <= $1',
    ...filterConditions(filter, bind),
    ...pageConditions(page, bind),
  ].join(' and ');
  const part = (deleted: string): string =>
    `(select * from view.deployment d where ${deleted} and ${where} order by ${ORDER} limit ${limit})`;
  const limit = bind(page.limit);
  const left = `d.deleted_at is not null and d.gone_at > ${bind(page.goneAfter ?? page.at)} and ${NAMESPACE_STANDS}`;
  const leaving = filter.only === 'themselves' ? `${left} and ${THEMSELVES}` : left;
  const text = `select ${DEPLOYMENT_COLUMNS}, span.valid_from as since
    from (${part('d.deleted_at is null')} union all ${part(leaving)}) d ${STANDING_SPAN} order by ${ORDER} limit ${limit}`;
  const { rows } = await pool.query<StandingDeploymentRow>(text, values);
  return rows;
}

// Byte order, as the partial indexes have it.
const ORDER = 'd.namespace collate "C", d.name collate "C", d.stream_id';

/** Of a deleted one only what is still true: its last span ends when it is gone. */
export const STANDING_SPAN = `left join lateral (
    select s.generation, s.revision, s.status, s.valid_from from view.deployment_span s
    where s.stream_id = d.stream_id and s.valid_from <= $1
      and (d.deleted_at is null or d.deleted_at > $1 or s.valid_to > $1)
    order by s.valid_from desc limit 1
  ) span on true`;

// What is left for good goes with its namespace.
const NAMESPACE_STANDS = `(isfinite(d.gone_at) or not exists (
    select from log.stream n join log.event e on e.position = n.ended_at join log.change c on c.id = e.change_id
    where n.kind = 'Namespace' and n.cluster = d.cluster and n.namespace = d.namespace and n.ended_at > d.deleted_change
      and c.occurred_at <= $1
  ))`;

const THEMSELVES = `(d.deleted_at > $1 or exists (
    select from view.deployment_span s where s.stream_id = d.stream_id and s.valid_from <= $1 and s.valid_to > $1
  )) and not exists (
    select from view.deployment newer where newer.cluster = d.cluster and newer.namespace = d.namespace
      and newer.name = d.name and newer.stream_id > d.stream_id and newer.created_at <= $1
  )`;

type Bind = (value: unknown) => string;

function filterConditions(filter: StandingFilter, bind: Bind): string[] {
  const { namespace, name, labels = [], child, childLabels = {}, scope = 'all' } = filter;
  return [
    placeCondition('d', scope, bind),
    ...(namespace === undefined ? [] : [`d.namespace collate "C" = ${bind(namespace)}`]),
    ...(name === undefined ? [] : [`d.name collate "C" = ${bind(name)}`]),
    ...labels.map((requirement) => labelCondition(requirement, bind)),
    ...(child === undefined ? [] : [`(${controls(child, bind)})`]),
    ...Object.entries(childLabels).map(([key, value]) => childCondition(key, value, bind)),
  ];
}

// A template has the labels that the selector asks for, in every revision: the selector never changes.
function childCondition(key: string, value: string, bind: Bind): string {
  const wanted = bind(value);
  return `coalesce(d.spec #>> array['selector', 'matchLabels', ${bind(key)}]::text[], ${wanted}) = ${wanted}`;
}

function pageConditions({ after, afterChild }: StandingPage, bind: Bind): string[] {
  return [
    ...(after === undefined
      ? []
      : [`(${ORDER}) > (${bind(after.namespace)}, ${bind(after.name)}, ${bind(after.streamId)}::bigint)`]),
    ...(afterChild === undefined ? [] : [afterChildCondition(afterChild, bind)]),
  ];
}

function afterChildCondition({ namespace, name }: Readonly<{ namespace: string; name: string }>, bind: Bind): string {
  const place = bind(namespace);
  return `(d.namespace collate "C" > ${place} or d.namespace = ${place} and (d.name collate "C" > ${bind(name)} or ${controls(name, bind)}))`;
}

function controls(child: string, bind: Bind): string {
  // Of any text that somebody asks for, however long.
  const kept = child.slice(0, KEPT_OF_NAME);
  const beginnings = Array.from(kept, (_, index) => kept.slice(0, index + 1));
  const long = `length(d.name) > ${KEPT_OF_NAME} and left(d.name, ${KEPT_OF_NAME}) = ${bind(kept)}`;
  return `d.name = any(${bind(beginnings)}::text[]) or ${long}`;
}
