import type { Pool } from 'pg';
import type { JsonObject } from '#libs/kubernetes';
import { notTaken, TAKEN, takenFrom } from './taken-over.js';

/** What a Deployment's ReplicaSet says of itself at a moment. */
export type ControlledReplicaSetRow = Readonly<{
  streamId: number;
  name: string;
  uid: string;
  createdAt: Date;
  /** When it became as it is. */
  since: Date;
  podTemplateHash: string;
  templateHash: string;
  annotations: Readonly<Record<string, string>>;
  generation: number;
  observedGeneration: number;
  minReadySeconds: number;
  desired: number;
  current: number;
  ready: number;
  available: number;
  terminating: number;
  conditions: readonly JsonObject[];
  deletedAt: Date | null;
  orphaned: boolean;
}>;

/** Names after a name, the first `limit` of each stream; or the one of a name. */
export type ControlledPage = Readonly<{ at: Date; after?: string; name?: string; limit: number }>;

const WANTED = 'unnest($2::int[]) as wanted(id)';

// What is true of a stream's own at a moment, by name.
const spansOf = (table: string, replicaSet: string): string => `${takenFrom('wanted.id')} cross join lateral (
    select * from view.${table}
    where stream_id = wanted.id and tstzrange(valid_from, valid_to) @> $1::timestamptz
      and name collate "C" > $3 and ($4::text is null or name = $4) and ${notTaken(replicaSet)}
    order by name collate "C" limit $5
  )`;

/** To stand where the row of the span is `r` and $1 the moment. */
export const REPLICA_SET_COLUMNS = `r.stream_id as "streamId", r.name, r.uid, r.created_at as "createdAt", r.valid_from as since,
    r.pod_template_hash as "podTemplateHash", encode(r.template_hash, 'hex') as "templateHash", r.annotations, r.generation,
    r.observed_generation as "observedGeneration", r.min_ready_seconds as "minReadySeconds", r.desired, r.current, r.ready,
    r.available, r.terminating, coalesce(r.conditions, '[]') as conditions,
    case when r.deleted_at <= $1 then r.deleted_at end as "deletedAt", r.orphaned`;

const REPLICA_SETS = `${TAKEN} select ${REPLICA_SET_COLUMNS} from ${WANTED} ${spansOf('replica_set_span', 'name')} r`;

/** The ReplicaSets of streams at a moment, in no order. */
export async function readControlledReplicaSets(
  pool: Pool,
  streams: readonly number[],
  page: ControlledPage,
): Promise<readonly ControlledReplicaSetRow[]> {
  const values = valuesOf(streams, page);
  const { rows } = await pool.query<ControlledReplicaSetRow>({
    name: 'controlled replica sets',
    text: REPLICA_SETS,
    values,
  });
  return rows;
}

/** What a pod says of itself at a moment, and which ReplicaSet made it. */
export type ControlledPodRow = Readonly<{
  streamId: number;
  name: string;
  createdAt: Date;
  /** When it became as it is. */
  since: Date;
  replicaSet: string;
  /** Of its ReplicaSet, which may be gone. */
  replicaSetUid: string;
  podTemplateHash: string;
  templateHash: string;
  status: string;
  ready: boolean;
  readySince: Date | null;
  deletedAt: Date | null;
  node: string | null;
  ip: string | null;
}>;

/** To stand where the row of the span is `p`, with its maker, and $1 the moment. */
export const POD_COLUMNS = `p.stream_id as "streamId", p.name, p.created_at as "createdAt", p.valid_from as since,
    p.replica_set as "replicaSet", maker.uid as "replicaSetUid", maker.pod_template_hash as "podTemplateHash",
    encode(maker.template_hash, 'hex') as "templateHash", p.status, p.ready, p.ready_since as "readySince",
    case when p.deleted_at <= $1 then p.deleted_at end as "deletedAt", p.node, p.ip`;

/**
 * A ReplicaSet's name may have been given again: the pod is of the one that was there when it was made, or when the Deployment was that
 * took both over.
 */
export const POD_MAKER = `join view.deployment owner on owner.stream_id = p.stream_id cross join lateral (
    select uid, pod_template_hash, template_hash from view.replica_set_span
    where stream_id = p.stream_id and name = p.replica_set and valid_from <= greatest(p.created_at, owner.created_at)
    order by valid_from desc limit 1
  ) maker`;

const PODS = `${TAKEN} select ${POD_COLUMNS} from ${WANTED} ${spansOf('pod_span', 'replica_set')} p ${POD_MAKER}`;

/** The pods of streams at a moment, terminating ones included, in no order. */
export async function readControlledPods(
  pool: Pool,
  streams: readonly number[],
  page: ControlledPage,
): Promise<readonly ControlledPodRow[]> {
  const { rows } = await pool.query<ControlledPodRow>({
    name: 'controlled pods',
    text: PODS,
    values: valuesOf(streams, page),
  });
  return rows;
}

/** An Event as its newest write has it. */
export type StandingEventRow = Readonly<{
  streamId: number;
  name: string;
  /** Of its newest write. */
  at: Date;
  firstAt: Date;
  count: number;
  type: string;
  reason: string;
  message: string;
  /** `Deployment/web`, and its uid. */
  object: string;
  uid: string;
  source: string;
}>;

/** How long an Event is kept after its newest write (kube-apiserver `--event-ttl`). */
export const EVENT_TTL_MILLISECONDS = 3_600_000;

const EVENTS = `select e.stream_id as "streamId", e.name, e.at, coalesce(e.first_at, e.at) as "firstAt", e.count, e.type, e.reason,
    e.message, e.object, e.uid, e.source
  from ${WANTED} cross join lateral (
    select distinct on (name collate "C") * from view.controller_event
    where stream_id = wanted.id and at > $1::timestamptz - ${EVENT_TTL_MILLISECONDS} * interval '1 ms' and at <= $1
      and name collate "C" > $3 and ($4::text is null or name = $4)
    order by name collate "C", number desc limit $5
  ) e`;

/** The Events of streams that were written in the hour before a moment, in no order. */
export async function readStandingEvents(
  pool: Pool,
  streams: readonly number[],
  page: ControlledPage,
): Promise<readonly StandingEventRow[]> {
  const { rows } = await pool.query<StandingEventRow>({
    name: 'standing events',
    text: EVENTS,
    values: valuesOf(streams, page),
  });
  return rows;
}

function valuesOf(streams: readonly number[], { at, after, name, limit }: ControlledPage): unknown[] {
  return [at, streams, after ?? '', name ?? null, limit];
}
