import type { Pool } from 'pg';
import { placeCondition } from '../access/place-condition.js';
import { findChanges } from '../audit/find-changes.js';
import type { ChangeListFilter, ChangeListPage } from './change-list-filter.js';
import {
  CHANGE_COLUMNS,
  CHANGE_TABLES,
  type ChangeRow,
  openChangeRows,
  readChanges,
  type SealedChangeRow,
} from './change-rows.js';

/**
 * A page of the log in position order, oldest first. A change never moves in it, so pages neither shift nor skip. The whole list is
 * read from the log itself, and that of few Deployments from their streams; whatever else is asked is found by the audit index.
 * @throws AuditIndexBehind
 */
export async function listChanges(
  pool: Pool,
  filter: ChangeListFilter,
  page: ChangeListPage,
): Promise<readonly ChangeRow[]> {
  if (asksForNothing(filter)) return walk(pool, page);
  const streams = asksForPlace(filter) ? await streamsOf(pool, filter) : undefined;
  const found = streams === undefined ? await findChanges(pool, filter, page) : await walkStreams(pool, streams, page);
  const rows = new Map((await readChanges(pool, found)).map((row) => [row.change, row]));
  return found.flatMap((change) => rows.get(change) ?? []);
}

function asksForNothing({ scope = 'all', ...asked }: ChangeListFilter): boolean {
  return scope === 'all' && Object.keys(asked).length === 0;
}

function asksForPlace({ cluster, namespace, name, scope: _, ...others }: ChangeListFilter): boolean {
  return Object.keys(others).length === 0 && [cluster, namespace, name].some((part) => part !== undefined);
}

async function walk(pool: Pool, page: ChangeListPage): Promise<readonly ChangeRow[]> {
  const { bind, values } = parameters();
  const text = `select ${CHANGE_COLUMNS} from log.change c ${CHANGE_TABLES}
    where ${conditions({}, page, bind)} and (select type from log.event where position = c.id) <> ${SIGHT}
    order by c.id ${directionOf(page)} limit ${bind(page.limit)}`;
  const { rows } = await pool.query<SealedChangeRow>({ text, values });
  return openChangeRows(pool, page.fromEnd ? rows.reverse() : rows);
}

// The numbers first: of all that the streams hold together, the rows of one page are read.
async function walkStreams(pool: Pool, streams: readonly number[], page: ChangeListPage): Promise<readonly string[]> {
  const { bind, values } = parameters();
  const [direction, limit] = [directionOf(page), bind(page.limit)];
  const text = `select c.id from unnest(${bind(streams)}::int[]) as wanted(id)
    cross join lateral (
      select c.position as id from log.event c
      where c.stream_id = wanted.id and c.position = c.change_id and c.type <> ${SIGHT} and ${within(page, 'c.position', bind)}
      order by c.stream_position ${direction} limit ${limit}
    ) c order by c.id ${direction} limit ${limit}`;
  const { rows } = await pool.query<{ id: string }>({ text, values });
  const found = rows.map(({ id }) => id);
  return page.fromEnd ? found.reverse() : found;
}

/**
 * The same page of each of some streams, all in position order. The event index (stream_id, stream_position) is the one
 * that has a stream in order; a change is where its first event is.
 */
export async function listChangesOfStreams(
  pool: Pool,
  streams: readonly number[],
  { filter, page }: Readonly<{ filter: Pick<ChangeListFilter, 'until'>; page: ChangeListPage }>,
): Promise<readonly ChangeRow[]> {
  if (streams.length === 0) return [];
  const { bind, values } = parameters();
  const text = `select ${CHANGE_COLUMNS} from unnest(${bind(streams)}::int[]) as wanted(id)
    cross join lateral (
      select c.* from log.event e join log.change c on c.id = e.position
      where e.stream_id = wanted.id and e.type <> ${SIGHT} and ${conditions(filter, page, bind)}
      order by e.stream_position ${directionOf(page)} limit ${bind(page.limit)}
    ) c ${CHANGE_TABLES} order by c.id`;
  const { rows } = await pool.query<SealedChangeRow>({ text, values });
  return openChangeRows(pool, rows);
}

// What pods were seen to be is nobody's change (docs/adr/0028).
const SIGHT = `'PodsObserved'`;

type Bind = (value: unknown) => string;

function parameters(): Readonly<{ bind: Bind; values: unknown[] }> {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

function directionOf({ fromEnd }: ChangeListPage): string {
  return fromEnd ? 'desc' : 'asc';
}

function conditions({ until }: Pick<ChangeListFilter, 'until'>, page: ChangeListPage, bind: Bind): string {
  const place = within(page, 'c.id', bind);
  return until === undefined ? place : `${place} and c.occurred_at < ${bind(until)}`;
}

function within({ after, before }: ChangeListPage, position: string, bind: Bind): string {
  return [
    'true',
    ...(after === undefined ? [] : [`${position} > ${bind(after)}`]),
    ...(before === undefined ? [] : [`${position} < ${bind(before)}`]),
  ].join(' and ');
}

// With more streams than this, the index is the cheaper way.
const MOST_STREAMS = 20;

// Undefined when they are too many.
async function streamsOf(pool: Pool, filter: ChangeListFilter): Promise<readonly number[] | undefined> {
  const { cluster, namespace, name, scope = 'all' } = filter;
  const { bind, values } = parameters();
  const place = Object.entries({ cluster, namespace, name }).flatMap(([column, value]) =>
    value === undefined ? [] : [`stream.${column} = ${bind(value)}`],
  );
  const text = `select id from log.stream stream
    where ${[placeCondition('stream', scope, bind), ...place].join(' and ')} limit ${MOST_STREAMS + 1}`;
  const { rows } = await pool.query<{ id: number }>({ text, values });
  return rows.length > MOST_STREAMS ? undefined : rows.map(({ id }) => id);
}
