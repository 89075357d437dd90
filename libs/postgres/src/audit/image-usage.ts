import type { Pool } from 'pg';
import type { Area, Scope } from '#libs/access';
import { type ImagePattern, termsOfPattern } from '#libs/audit';
import { placeCondition } from '../access/place-condition.js';
import { auditedPosition } from './audit-catch-up.js';
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
  await auditedPosition(pool);
  const image = await imageAsked(pool, filter);
  if (image === undefined) return [];
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `r.terms && ${bind(termsOfPattern(image))}::text[]`,
    ...during(filter, bind),
    ...places(filter, bind),
    ...(after === undefined ? [] : [afterCondition(after, bind)]),
  ];
  const text = `select r.stream_id as "streamId", s.cluster, s.namespace, s.name, s.uid, r.container, r.image, r.since,
      case when r.taken_out is not null then r.until end as until, r.brought_in as "broughtIn", r.taken_out as "takenOut"
    from audit.image_run r join log.stream s on s.id = r.stream_id
    where ${conditions.join(' and ')}
    order by r.brought_in desc, r.container collate "C" limit ${bind(limit)}`;
  const { rows } = await pool.query<ImageRunRow>({ text, values });
  return rows;
}

type Bind = (value: unknown) => string;

// A run of no length, whose two changes occurred in one instant, overlaps nothing.
function during({ since, until }: ImageUsageFilter, bind: Bind): readonly string[] {
  if (since === undefined && until === undefined) return [];
  const range = `tstzrange(${bind(since ?? '-infinity')}::timestamptz, ${bind(until ?? 'infinity')}::timestamptz)`;
  return [`tstzrange(r.since, r.until) && ${range}`];
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
