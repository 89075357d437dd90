import type { Pool } from 'pg';
import type { Area, Scope } from '#libs/access';
import { type ImagePattern, term, termsOfPattern } from '#libs/audit';
import { placeCondition } from '../access/place-condition.js';
import { auditedPosition } from './audit-catch-up.js';
import { windowsOf } from './blocks.js';
import { blocksDuring } from './blocks-during.js';
import { imageAsked } from './image-asked.js';

/** A container of a Deployment that asked for an image, from one change to another. */
export type ImageRunRow = Readonly<{
  streamId: number;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  container: string;
  image: string;
  since: Date;
  /** Null while it goes on. */
  until: Date | null;
  /** Position of the change that brought it in, and of the one that took it out. */
  broughtIn: string;
  takenOut: string | null;
}>;

export type ImageUsageFilter = Readonly<{
  image: ImagePattern;
  /** At some moment from this one on, and before that one. */
  since?: Date;
  until?: Date;
  cluster?: string;
  namespace?: string;
  areas?: readonly Area[];
  scope?: Scope;
}>;

/** Where a run stands among all: by the change that brought it in, newest first, then by container. */
export type ImageUsageCursor = readonly [broughtIn: string, container: string];

/**
 * Runs of an image, those that were recorded last first.
 * @throws AuditIndexBehind, ImagesTooMany
 */
export async function listImageUsage(
  pool: Pool,
  filter: ImageUsageFilter,
  { after, limit }: Readonly<{ after?: ImageUsageCursor; limit: number }>,
): Promise<readonly ImageRunRow[]> {
  const last = await auditedPosition(pool);
  const [image, windows] = await Promise.all([
    imageAsked(pool, filter),
    windowsBefore(pool, filter, after?.[0] ?? last),
  ]);
  if (image === undefined || windows.length === 0) return [];
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `r.terms && ${bind(termsOfPattern(image))}::text[]`,
    ...during(filter, bind),
    ...places(filter, bind),
    ...(after === undefined ? [] : [afterCondition(after, bind)]),
  ];
  const { rows } = await pool.query<ImageRunRow>({
    text: lookAtRuns(conditions, bind(windows.map(term.window)), bind(limit)),
    values,
  });
  return rows;
}

// A run stands in the stretch of the log that has the change which brought it in, and that change occurred before the time ends.
async function windowsBefore(
  pool: Pool,
  { until }: ImageUsageFilter,
  last: bigint | string,
): Promise<readonly string[]> {
  return windowsOf(await blocksDuring(pool, until === undefined ? {} : { until }, [1n, BigInt(last)]), true);
}

// Stretch by stretch as changes are looked for (look-statement.ts), so that of a common image only the newest runs are read.
function lookAtRuns(conditions: readonly string[], windows: string, limit: string): string {
  const order = 'brought_in desc, container collate "C"';
  return `select stream_id as "streamId", cluster, namespace, name, uid, container, image, since,
      case when taken_out is not null then until end as until, brought_in as "broughtIn", taken_out as "takenOut"
    from (
      select found.* from unnest(${windows}::text[]) as wanted(term) cross join lateral (
        select * from (
          select r.*, s.cluster, s.namespace, s.name, s.uid from audit.image_run r join log.stream s on s.id = r.stream_id
          where r.terms && array[wanted.term] and ${conditions.join(' and ')} offset 0
        ) run order by ${order} limit ${limit}
      ) found limit ${limit}
    ) found order by ${order}`;
}

type Bind = (value: unknown) => string;

// A run of no length, whose two changes occurred in one instant, overlaps nothing.
function during({ since, until }: ImageUsageFilter, bind: Bind): readonly string[] {
  if (since === undefined && until === undefined) return [];
  return [
    'r.since < r.until',
    ...(since === undefined ? [] : [`r.until > ${bind(since)}`]),
    ...(until === undefined ? [] : [`r.since < ${bind(until)}`]),
  ];
}

function places({ cluster, namespace, areas, scope = 'all' }: ImageUsageFilter, bind: Bind): readonly string[] {
  return [
    placeCondition('s', scope, bind),
    placeCondition('s', areas ?? 'all', bind),
    ...(cluster === undefined ? [] : [`s.cluster = ${bind(cluster)}`]),
    ...(namespace === undefined ? [] : [`s.namespace = ${bind(namespace)}`]),
  ];
}

function afterCondition([broughtIn, container]: ImageUsageCursor, bind: Bind): string {
  const change = bind(broughtIn);
  return `(r.brought_in < ${change}::bigint or r.brought_in = ${change}::bigint and r.container collate "C" > ${bind(container)})`;
}
