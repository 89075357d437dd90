import type { Pool } from 'pg';
import type { ChangeListFilter } from '../read/change-list-filter.js';
import { placeCondition } from '../access/place-condition.js';
import { actorsIn, actorsOf, groupLookup, subjectLookup } from '../person/find-person.js';

/** Numbers of `audit.place` where a filter looks; undefined for everywhere, and for the whole of a cluster, which has a term. */
export async function placesAsked(pool: Pool, filter: ChangeListFilter): Promise<readonly number[] | undefined> {
  const { cluster, namespace, areas = 'all', scope = 'all' } = filter;
  if (namespace === undefined && areas === 'all' && scope === 'all') return undefined;
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    placeCondition('place', scope, bind),
    placeCondition('place', areas, bind),
    ...(cluster === undefined ? [] : [`place.cluster = ${bind(cluster)}`]),
    ...(namespace === undefined ? [] : [`place.namespace = ${bind(namespace)}`]),
  ];
  const text = `select id from audit.place where ${conditions.join(' and ')}`;
  const { rows } = await pool.query<{ id: number }>({ text, values });
  return rows.map(({ id }) => id);
}

/** Numbers of the actors who are the one asked for, or acted for by them; undefined for anybody. */
export async function actorsAsked(pool: Pool, { actor }: ChangeListFilter): Promise<readonly number[] | undefined> {
  if (actor === undefined) return undefined;
  const values = [await subjectLookup(pool, actor), actor];
  const { rows } = await pool.query<{ id: number }>({ name: 'actors_of', text: actorsOf('$1', '$2'), values });
  return rows.map(({ id }) => id);
}

/** Numbers of the actors who were in the group asked for; undefined for anybody. */
export async function membersAsked(pool: Pool, { group }: ChangeListFilter): Promise<readonly number[] | undefined> {
  if (group === undefined) return undefined;
  const values = [await groupLookup(pool, group), group];
  const { rows } = await pool.query<{ id: number }>({ name: 'actors_in', text: actorsIn('$1', '$2'), values });
  return rows.map(({ id }) => id);
}
