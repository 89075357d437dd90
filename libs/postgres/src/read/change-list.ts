import type { Pool } from 'pg';
import type { Scope } from '#libs/access';
import type { Source, StreamKind } from '#libs/event-store';
import { actorsOf, subjectLookup } from '../person/find-person.js';
import { CHANGE_COLUMNS, CHANGE_TABLES, type ChangeRow, openChangeRows, type SealedChangeRow } from './change-rows.js';
import { placeCondition } from '../access/place-condition.js';

export type ChangeListFilter = Readonly<{
  cluster?: string;
  namespace?: string;
  name?: string;
  /** What it is a change of. */
  objectKinds?: readonly (StreamKind | 'Deployment')[];
  /** One incarnation. */
  streamId?: number;
  /** The subject who made it, or who asked to act as it. */
  actor?: string;
  sources?: readonly Source[];
  /** Types of events, at least one of which it holds. */
  eventTypes?: readonly string[];
  /** When it occurred: from this moment on, and before that one. */
  since?: Date;
  until?: Date;
  /** Only changes in these namespaces. */
  scope?: Scope;
}>;

/** A page by position: after one, before another, from its start or from its end. */
export type ChangeListPage = Readonly<{ after?: string; before?: string; limit: number; fromEnd: boolean }>;

/**
 * A page of the log in position order, oldest first. A change never moves in it, so pages neither shift nor skip.
 * Changes of few Deployments are reached through their streams, all others by walking the log.
 */
export async function listChanges(
  pool: Pool,
  filter: ChangeListFilter,
  page: ChangeListPage,
): Promise<readonly ChangeRow[]> {
  const streams = await streamsOf(pool, filter);
  if (streams !== undefined) {
    const changes = await listChangesOfStreams(pool, streams, { filter, page });
    return page.fromEnd ? changes.slice(-page.limit) : changes.slice(0, page.limit);
  }
  const { bind, values } = parameters();
  const lookup = await actorLookup(pool, filter);
  const text = `select ${CHANGE_COLUMNS} from log.change c ${CHANGE_TABLES}
    where ${conditions({ filter, page, lookup }, bind)} and ${streamConditions(filter, bind)}
    order by c.id ${directionOf(page)} limit ${bind(page.limit)}`;
  const { rows } = await pool.query<SealedChangeRow>({ text, values });
  return openChangeRows(pool, page.fromEnd ? rows.reverse() : rows);
}

/**
 * The same page of each of some streams, all in position order. The event index (stream_id, stream_position) is the one
 * that has a stream in order; a change is where its first event is.
 */
export async function listChangesOfStreams(
  pool: Pool,
  streams: readonly number[],
  { filter, page }: Readonly<{ filter: ChangeListFilter; page: ChangeListPage }>,
): Promise<readonly ChangeRow[]> {
  if (streams.length === 0) return [];
  const { bind, values } = parameters();
  const lookup = await actorLookup(pool, filter);
  const text = `select ${CHANGE_COLUMNS} from unnest(${bind(streams)}::int[]) as wanted(id)
    cross join lateral (
      select c.* from log.event e join log.change c on c.id = e.position
      where e.stream_id = wanted.id and ${conditions({ filter, page, lookup }, bind)}
      order by e.stream_position ${directionOf(page)} limit ${bind(page.limit)}
    ) c ${CHANGE_TABLES} order by c.id`;
  const { rows } = await pool.query<SealedChangeRow>({ text, values });
  return openChangeRows(pool, rows);
}

type Bind = (value: unknown) => string;

function parameters(): Readonly<{ bind: Bind; values: unknown[] }> {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

function directionOf({ fromEnd }: ChangeListPage): string {
  return fromEnd ? 'desc' : 'asc';
}

function streamConditions({ cluster, namespace, name, objectKinds, scope }: ChangeListFilter, bind: Bind): string {
  const place = Object.entries({ cluster, namespace, name }).flatMap(([column, value]) =>
    value === undefined ? [] : [`stream.${column} = ${bind(value)}`],
  );
  const kinds = objectKinds === undefined ? [] : [`stream.kind = any(${bind(objectKinds)}::text[])`];
  return [placeCondition('stream', scope ?? 'all', bind), ...place, ...kinds].join(' and ');
}

// Undefined where no actor is asked for.
async function actorLookup(pool: Pool, { actor }: ChangeListFilter): Promise<Buffer | undefined> {
  return actor === undefined ? undefined : await subjectLookup(pool, actor);
}

type Asked = Readonly<{ filter: ChangeListFilter; page: ChangeListPage; lookup: Buffer | undefined }>;

function conditions({ filter, page, lookup }: Asked, bind: Bind): string {
  const { actor, sources, eventTypes, since, until } = filter;
  return [
    'true',
    ...(page.after === undefined ? [] : [`c.id > ${bind(page.after)}`]),
    ...(page.before === undefined ? [] : [`c.id < ${bind(page.before)}`]),
    ...(actor === undefined ? [] : [`c.actor_id in (${actorsOf(bind(lookup), bind(actor))})`]),
    ...(sources === undefined ? [] : [`c.source = any(${bind(sources)}::text[])`]),
    ...(since === undefined ? [] : [`c.occurred_at >= ${bind(since)}`]),
    ...(until === undefined ? [] : [`c.occurred_at < ${bind(until)}`]),
    ...(eventTypes === undefined ? [] : [typeCondition(bind(eventTypes))]),
  ].join(' and ');
}

function typeCondition(parameter: string): string {
  return `exists (select from log.event t where t.position >= c.id and t.position < c.id + c.event_count and t.type = any(${parameter}::text[]))`;
}

// With more streams than this, walking the log is the cheaper way.
const MOST_STREAMS = 500;

// Undefined when they are too many, or not asked for.
async function streamsOf(pool: Pool, filter: ChangeListFilter): Promise<readonly number[] | undefined> {
  if (filter.streamId !== undefined) return [filter.streamId];
  const { cluster, namespace, name, scope = 'all' } = filter;
  if (scope === 'all' && [cluster, namespace, name].every((part) => part === undefined)) return undefined;
  const { bind, values } = parameters();
  const text = `select id from log.stream stream where ${streamConditions(filter, bind)} limit ${MOST_STREAMS + 1}`;
  const { rows } = await pool.query<{ id: number }>({ text, values });
  return rows.length > MOST_STREAMS ? undefined : rows.map(({ id }) => id);
}
