import type { ClientBase } from 'pg';
import {
  type ControlledPodRow,
  type ControlledReplicaSetRow,
  POD_COLUMNS,
  POD_MAKER,
  REPLICA_SET_COLUMNS,
  type StandingEventRow,
} from '../read/controlled-rows.js';
import { takenAt } from '../read/taken-over.js';
import type { StreamMoment } from './versions.js';

/** A stream after a moment: what changes then, or all that is there. */
export type ChildWindow = StreamMoment & Readonly<{ whole: boolean }>;

/** True from `since` until just before; `Infinity` where nothing is known to follow. */
type Until = Readonly<{ validTo: Date | number }>;

export type ReplicaSetSpanIn = ControlledReplicaSetRow & Until;
export type PodSpanIn = ControlledPodRow & Until;
/** One write of an Event; `isNew` made it. */
export type EventWriteIn = StandingEventRow & Readonly<{ isNew: boolean }>;

// $1 is the end of the windows.
const WINDOWS = 'unnest($2::int[], $3::timestamptz[], $4::boolean[]) as own(stream_id, after, whole)';

// What neither begins nor ends in a window has no step in it. What was taken over goes on elsewhere: here it stays as it was, and is not gone.
const overlapping = (table: string, row: string, replicaSet: string): string => `${WINDOWS}
  join view.${table} ${row} on ${row}.stream_id = own.stream_id
    and tstzrange(${row}.valid_from, ${row}.valid_to) && tstzrange(own.after, $1::timestamptz, '[]')
    and (own.whole or ${row}.valid_from > own.after or ${row}.valid_to <= $1)
  ${takenAt(row, replicaSet)}`;

const validTo = (row: string): string =>
  `case when ${row}.valid_to > taken.at then 'infinity' else ${row}.valid_to end as "validTo"`;

const untilTaken = (row: string): string => `where taken.at is null or ${row}.valid_from < taken.at`;

const REPLICA_SETS = `select ${REPLICA_SET_COLUMNS}, ${validTo('r')} from ${overlapping('replica_set_span', 'r', 'name')}
  ${untilTaken('r')} order by r.valid_from`;

export async function readReplicaSetSpans(
  client: ClientBase,
  asked: readonly ChildWindow[],
  at: Date,
): Promise<readonly ReplicaSetSpanIn[]> {
  const values = valuesOf(asked, at);
  const { rows } = await client.query<ReplicaSetSpanIn>({ name: 'watch_replica_sets', text: REPLICA_SETS, values });
  return rows;
}

const PODS = `select ${POD_COLUMNS}, ${validTo('p')} from ${overlapping('pod_span', 'p', 'replica_set')} ${POD_MAKER}
  ${untilTaken('p')} order by p.valid_from`;

export async function readPodSpans(
  client: ClientBase,
  asked: readonly ChildWindow[],
  at: Date,
): Promise<readonly PodSpanIn[]> {
  const { rows } = await client.query<PodSpanIn>({ name: 'watch_pods', text: PODS, values: valuesOf(asked, at) });
  return rows;
}

const EVENTS = `select e.stream_id as "streamId", e.name, e.at, coalesce(e.first_at, e.at) as "firstAt", e.count, e.type, e.reason,
    e.message, e.object, e.uid, e.source, e.is_new as "isNew"
  from ${WINDOWS}
  join view.controller_event e on e.stream_id = own.stream_id and e.at <= $1
    and e.at > case when own.whole then own.after - interval '1 hour' else own.after end
  order by e.number`;

export async function readEventWrites(
  client: ClientBase,
  asked: readonly ChildWindow[],
  at: Date,
): Promise<readonly EventWriteIn[]> {
  const { rows } = await client.query<EventWriteIn>({
    name: 'watch_events',
    text: EVENTS,
    values: valuesOf(asked, at),
  });
  return rows;
}

function valuesOf(asked: readonly ChildWindow[], at: Date): unknown[] {
  return [
    at,
    asked.map(({ streamId }) => streamId),
    asked.map(({ at: after }) => after),
    asked.map(({ whole }) => whole),
  ];
}
