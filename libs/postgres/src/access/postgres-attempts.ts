import type { Pool, PoolClient } from 'pg';
import type { Scope } from '#libs/access';
import { storableJson } from '../storable-text.js';
import { placeCondition } from './place-condition.js';

/** Something that was refused, or failed. */
export type Attempt = Readonly<{
  door: 'graphql' | 'socket' | 'kubernetes-api' | 'export' | 'audit-webhook' | 'import';
  /** Tells it from all others of its cluster, where it may be told twice. */
  key?: string;
  /** Absent when it is not known who asked. */
  subject?: string;
  groups?: readonly string[];
  impersonator?: string;
  /** What was asked for: `setImage`, `patch deployments/scale`. */
  operation: string;
  cluster?: string;
  namespace?: string;
  name?: string;
  /** The refusal's own code. */
  code: string;
  reason: string;
  address?: string;
  userAgent?: string;
  /** When it happened; now when not said. */
  at?: Date;
}>;

export type AttemptRow = Readonly<{
  id: string;
  at: Date;
  door: string;
  subject: string | null;
  groups: readonly string[];
  impersonator: string | null;
  operation: string;
  cluster: string | null;
  namespace: string | null;
  name: string | null;
  code: string;
  reason: string;
  address: string | null;
  userAgent: string | null;
}>;

export type AttemptFilter = Readonly<{
  cluster?: string;
  namespace?: string;
  name?: string;
  subject?: string;
  code?: string;
  since?: Date;
  until?: Date;
}>;

const INSERT = `insert into log.attempt (at, door, subject, groups, impersonator, operation, cluster, namespace, name,
    code, reason, address, user_agent, told)
  select coalesce(at, now()), door, subject, coalesce(groups, '{}'), impersonator, operation, cluster, namespace, name,
    code, left(reason, 2000), address, left("userAgent", 500), sha256(convert_to(cluster || E'\\n' || key, 'UTF8'))
  from json_to_recordset($1) as row(at timestamptz, door text, subject text, groups text[], impersonator text,
    operation text, cluster text, namespace text, name text, code text, reason text, address text, "userAgent" text, key text)
  on conflict (told) do nothing`;

/** Keeps attempts, in order; answers how many were not told before. */
export async function recordAttempts(pool: Pool | PoolClient, attempts: readonly Attempt[]): Promise<number> {
  const { rowCount } = await pool.query({ name: 'record attempts', text: INSERT, values: [storableJson(attempts)] });
  return rowCount ?? 0;
}

/** Attempts newest first: those of places in the scope, and those about no place where the scope is everything. */
export async function listAttempts(
  pool: Pool,
  filter: AttemptFilter,
  { before, limit, scope }: Readonly<{ before?: string; limit: number; scope: Scope }>,
): Promise<readonly AttemptRow[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { since, until, ...equal } = filter;
  const conditions = [
    ...Object.entries(equal).map(([column, value]) => `a.${column} = ${bind(value)}`),
    ...(since === undefined ? [] : [`a.at >= ${bind(since)}`]),
    ...(until === undefined ? [] : [`a.at < ${bind(until)}`]),
    ...(before === undefined ? [] : [`a.id < ${bind(before)}`]),
    placeCondition('a', scope, bind),
  ];
  const text = `select id, at, door, subject, groups, impersonator, operation, cluster, namespace, name, code, reason,
      address, user_agent as "userAgent"
    from log.attempt a where ${conditions.join(' and ')} order by a.id desc limit ${bind(limit)}`;
  const { rows } = await pool.query<AttemptRow>({ text, values });
  return rows;
}
