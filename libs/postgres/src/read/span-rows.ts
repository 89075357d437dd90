import type { Pool } from 'pg';
import { notTaken, TAKEN, takenFrom } from './taken-over.js';

export type ReplicaSetRow = Readonly<{
  streamId: number;
  name: string;
  uid: string;
  createdAt: Date;
  podTemplateHash: string;
  templateHash: string;
  revision: number | null;
  annotations: Readonly<Record<string, string>>;
  generation: number;
  desired: number;
  current: number;
  ready: number;
  available: number;
  terminating: number;
}>;

export type PodRow = Readonly<{
  streamId: number;
  name: string;
  replicaSet: string;
  createdAt: Date;
  status: string;
  ready: boolean;
  deletedAt: Date | null;
  node: string | null;
  ip: string | null;
}>;

/** A page by name: names after `after`, the first `limit` of each stream. */
type NamePage = Readonly<{ at: Date; after?: string; limit: number }>;

const REPLICA_SETS = `${TAKEN} select r.stream_id as "streamId", r.name, r.uid, r.created_at as "createdAt",
    r.pod_template_hash as "podTemplateHash", encode(r.template_hash, 'hex') as "templateHash", r.revision, r.annotations,
    r.generation, r.desired, r.current, r.ready, r.available, r.terminating
  from unnest($2::int[]) as wanted(id) ${takenFrom('wanted.id')}
  cross join lateral (
    select * from view.replica_set_span
    where stream_id = wanted.id and tstzrange(valid_from, valid_to) @> $1::timestamptz and name collate "C" > $3
      and ${notTaken('name')}
    order by name collate "C" limit $4
  ) r
  order by r.stream_id, r.name collate "C"`;

/** The ReplicaSets that were there at a moment, by name. */
export async function readReplicaSets(
  pool: Pool,
  streams: readonly number[],
  page: NamePage,
): Promise<readonly ReplicaSetRow[]> {
  const { rows } = await pool.query<ReplicaSetRow>({
    name: 'replica sets',
    text: REPLICA_SETS,
    values: values(streams, page),
  });
  return rows;
}

// A deletion asked for later than the moment is not known yet: spans are cut where it is asked for.
const PODS = `${TAKEN} select p.stream_id as "streamId", p.name, p.replica_set as "replicaSet", p.created_at as "createdAt", p.status, p.ready,
    case when p.deleted_at <= $1 then p.deleted_at end as "deletedAt", p.node, p.ip
  from unnest($2::int[]) as wanted(id) ${takenFrom('wanted.id')}
  cross join lateral (
    select * from view.pod_span
    where stream_id = wanted.id and tstzrange(valid_from, valid_to) @> $1::timestamptz and name collate "C" > $3
      and ${notTaken('replica_set')}
    order by name collate "C" limit $4
  ) p
  order by p.stream_id, p.name collate "C"`;

/** The pods that were there at a moment, terminating ones included, by name. */
export async function readPods(pool: Pool, streams: readonly number[], page: NamePage): Promise<readonly PodRow[]> {
  const { rows } = await pool.query<PodRow>({ name: 'pods', text: PODS, values: values(streams, page) });
  return rows;
}

function values(streams: readonly number[], { at, after, limit }: NamePage): unknown[] {
  return [at, streams, after ?? '', limit];
}

const SPAN = `select generation, revision, status, valid_from as "validFrom" from view.deployment_span
  where stream_id = $2 and valid_from <= $1 order by valid_from desc limit 1`;

/** What the controller said of a Deployment at a moment. */
export type DeploymentSpanRow = Readonly<{
  generation: number;
  revision: number | null;
  status: Readonly<Record<string, unknown>>;
  validFrom: Date;
}>;

export async function findDeploymentSpan(
  pool: Pool,
  streamId: number,
  at: Date,
): Promise<DeploymentSpanRow | undefined> {
  const { rows } = await pool.query<DeploymentSpanRow>({ name: 'span', text: SPAN, values: [at, streamId] });
  return rows[0];
}

const ANNOTATIONS = `select annotations from view.replica_set_span
  where stream_id = $2 and name = $3 and revision = $4 and valid_from <= $1 order by valid_from desc limit 1`;

/** The annotations of a ReplicaSet when it last bore a revision. */
export async function findReplicaSetAnnotations(
  pool: Pool,
  { streamId, replicaSet, number }: Readonly<{ streamId: number; replicaSet: string; number: number }>,
  at: Date,
): Promise<ReplicaSetRow['annotations'] | undefined> {
  const { rows } = await pool.query<Pick<ReplicaSetRow, 'annotations'>>(ANNOTATIONS, [
    at,
    streamId,
    replicaSet,
    number,
  ]);
  return rows[0]?.annotations;
}

// Steps after a moment are those of the rollout that ran then, and of later ones.
const NEXT_MOMENT = `select min(moment) as moment from (
    select min(valid_from) as moment from view.deployment_span where stream_id = $1 and valid_from > $2
    union all
    select min((step ->> 'at')::timestamptz) from view.rollout r cross join jsonb_array_elements(r.steps) step
    where r.stream_id = $1 and (step ->> 'at')::timestamptz > $2 and r.started_at >= coalesce(
      (select max(started_at) from view.rollout where stream_id = $1 and started_at <= $2), '-infinity')
  ) moments`;

/** The first moment after another at which the controller did or said something; it may lie in the future. */
export async function findNextMoment(pool: Pool, streamId: number, after: Date): Promise<Date | undefined> {
  const { rows } = await pool.query<{ moment: Date | null }>({
    name: 'next',
    text: NEXT_MOMENT,
    values: [streamId, after],
  });
  return rows[0]?.moment ?? undefined;
}
