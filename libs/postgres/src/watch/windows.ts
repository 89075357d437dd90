import type { ClientBase, Pool, PoolClient } from 'pg';
import { DEPLOYMENT_COLUMNS, DEPLOYMENT_TABLES, type DeploymentRow } from '../read/deployment-rows.js';
import {
  type ChildWindow,
  type EventWriteIn,
  type PodSpanIn,
  readEventWrites,
  readPodSpans,
  readReplicaSetSpans,
  type ReplicaSetSpanIn,
} from './child-windows.js';
import type { StreamMoment } from './versions.js';

/** A moment of the views' rows; `Infinity` where nothing is known to follow. */
type Moment = Date | number;

export type WindowSpan = Readonly<{ streamId: number; validFrom: Moment; validTo: Moment }>;

export type DeploymentSpanIn = WindowSpan & Pick<DeploymentRow, 'generation' | 'revision' | 'status'>;

/** Each stream after a moment of its own, by what of it is wanted. */
export type WindowsAsked = Readonly<{
  all: readonly StreamMoment[];
  deployments: readonly StreamMoment[];
  replicaSets: readonly ChildWindow[];
  pods: readonly ChildWindow[];
  events: readonly ChildWindow[];
}>;

/** What the views and the log have of windows of time. */
export type WindowRows = Readonly<{
  /** There were too many rows: they are told until this moment, and no further. */
  cutAt?: Date;
  /** The Deployments as the views have them, nothing later than the end of the windows in them. */
  deployments: readonly DeploymentRow[];
  /** Deployments whose views already show a change that the log did not have at the position. */
  ahead: readonly number[];
  /** When the changes in the windows occurred. */
  changes: readonly StreamMoment[];
  deploymentSpans: readonly DeploymentSpanIn[];
  replicaSetSpans: readonly ReplicaSetSpanIn[];
  podSpans: readonly PodSpanIn[];
  eventWrites: readonly EventWriteIn[];
}>;

/** The end of all windows. */
export type WindowEnd = Readonly<{ at: Date; position: bigint }>;

/** Reads windows of time up to a moment, as one snapshot of the views. */
export async function readWindows(pool: Pool, asked: WindowsAsked, upTo: WindowEnd): Promise<WindowRows> {
  return inSnapshot(pool, async (client) => {
    const cutAt = await findCut(client, asked.all, upTo.at);
    const end = { ...upTo, at: cutAt ?? upTo.at };
    const within = <Window extends StreamMoment>(windows: readonly Window[]): readonly Window[] =>
      windows.filter(({ at }) => at <= end.at);
    const [all, deployments] = [within(asked.all), within(asked.deployments)];
    return {
      ...(cutAt && { cutAt }),
      deployments: await readDeployments(client, all, end.at),
      ahead: await readAhead(client, all, end),
      changes: await ifAny(deployments, () => readChangeMoments(client, deployments, end)),
      deploymentSpans: await ifAny(deployments, () => readDeploymentSpans(client, deployments, end.at)),
      replicaSetSpans: await ifAny(within(asked.replicaSets), (own) => readReplicaSetSpans(client, own, end.at)),
      podSpans: await ifAny(within(asked.pods), (own) => readPodSpans(client, own, end.at)),
      eventWrites: await ifAny(within(asked.events), (own) => readEventWrites(client, own, end.at)),
    };
  });
}

function ifAny<Window, Row>(
  windows: readonly Window[],
  read: (windows: readonly Window[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  return windows.length === 0 ? Promise.resolve([]) : read(windows);
}

async function inSnapshot<T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read, read only');
    const rows = await read(client);
    await client.query('commit');
    return rows;
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => (broken = cause as Error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Moments that are told at once: a bound for the memory that a long way to catch up takes. */
const MOST_MOMENTS = 1000;

const WINDOWS = 'unnest($1::int[], $2::timestamptz[]) as own(stream_id, after)';

const CUT = `
  select moment from (
    select s.valid_from as moment from ${WINDOWS}
    join view.deployment_span s on s.stream_id = own.stream_id and s.valid_from > own.after and s.valid_from <= $3
    union all
    select c.occurred_at from ${WINDOWS}
    join log.change c on c.stream_id = own.stream_id and c.occurred_at > own.after and c.occurred_at <= $3
  ) moments order by moment offset ${MOST_MOMENTS} limit 1`;

async function findCut(client: ClientBase, all: readonly StreamMoment[], at: Date): Promise<Date | undefined> {
  const values = [...columns(all), at];
  const { rows } = await client.query<{ moment: Date }>({ name: 'watch_cut', text: CUT, values });
  return rows[0]?.moment;
}

const DEPLOYMENTS = `select ${DEPLOYMENT_COLUMNS} from ${DEPLOYMENT_TABLES}
  where d.stream_id = any($2::int[]) and d.created_at <= $1`;

async function readDeployments(
  client: ClientBase,
  asked: readonly StreamMoment[],
  at: Date,
): Promise<readonly DeploymentRow[]> {
  const values = [at, asked.map(({ streamId }) => streamId)];
  const { rows } = await client.query<DeploymentRow>({ name: 'watch_deployments', text: DEPLOYMENTS, values });
  return rows;
}

const AHEAD = `
  select d.stream_id as "streamId" from view.deployment d
  where d.stream_id = any($1::int[]) and d.position > $2
    and exists (select from log.change c where c.stream_id = d.stream_id and c.occurred_at <= $3 and c.id > $2)`;

async function readAhead(
  client: ClientBase,
  asked: readonly StreamMoment[],
  { at, position }: WindowEnd,
): Promise<readonly number[]> {
  const values = [asked.map(({ streamId }) => streamId), position, at];
  const { rows } = await client.query<{ streamId: number }>({ name: 'watch_ahead', text: AHEAD, values });
  return rows.map(({ streamId }) => streamId);
}

const CHANGES = `
  select c.stream_id as "streamId", c.occurred_at as at from ${WINDOWS}
  join log.change c on c.stream_id = own.stream_id and c.occurred_at > own.after and c.occurred_at <= $3 and c.id <= $4`;

async function readChangeMoments(
  client: ClientBase,
  asked: readonly StreamMoment[],
  { at, position }: WindowEnd,
): Promise<readonly StreamMoment[]> {
  const values = [...columns(asked), at, position];
  const { rows } = await client.query<StreamMoment>({ name: 'watch_change_moments', text: CHANGES, values });
  return rows;
}

const spansOf = (table: string, facts: string) => `
  select s.stream_id as "streamId", s.valid_from as "validFrom", s.valid_to as "validTo", ${facts} from ${WINDOWS}
  join view.${table} s on s.stream_id = own.stream_id and tstzrange(s.valid_from, s.valid_to) && tstzrange(own.after, $3, '[]')
  order by s.valid_from`;

const DEPLOYMENT_SPANS = spansOf('deployment_span', 's.generation, s.revision, s.status');

async function readDeploymentSpans(
  client: ClientBase,
  asked: readonly StreamMoment[],
  at: Date,
): Promise<readonly DeploymentSpanIn[]> {
  const { rows } = await client.query<DeploymentSpanIn>({
    name: 'watch_deployment_spans',
    text: DEPLOYMENT_SPANS,
    values: [...columns(asked), at],
  });
  return rows;
}

function columns(asked: readonly StreamMoment[]): [number[], Date[]] {
  return [asked.map(({ streamId }) => streamId), asked.map(({ at }) => at)];
}
