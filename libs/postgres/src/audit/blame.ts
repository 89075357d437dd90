import type { Pool } from 'pg';
import { auditedPosition } from './audit-catch-up.js';

/** A field of a Deployment and the change that altered it last, up to a position of the log. */
export type BlameRow = Readonly<{
  path: string;
  /** Position of the change's first event. */
  change: string;
  /** What the field was before; null where it was not there. */
  before: unknown;
  /** What it is; null where it is there no more. */
  after: unknown;
  removed: boolean;
}>;

export type BlameQuestion = Readonly<{
  streamId: number;
  /** Changes after this position are left out. */
  asOf: string;
  /** This field and those beneath it. */
  path?: string;
  /** Fields that are there no more, too. */
  removed: boolean;
  /** Path of the last row that is known. */
  after?: string;
  limit: number;
}>;

// From path to path by the key, and to the newest change of each: two look-ups a field, however long the history is.
const BLAME = `
  with recursive field(path) as (
    (select path from audit.field_change where stream_id = $1 and path > $2 and ($3::text is null or path >= $3) order by path limit 1)
    union all
    select (select f.path from audit.field_change f where f.stream_id = $1 and f.path > field.path order by f.path limit 1)
    from field where field.path is not null and ($3::text is null or field.path < $3 || U&'\\+10FFFF' collate "C")
  )
  select field.path, newest.change, newest.before, newest.after, newest.after is null as removed
  from field cross join lateral (
    select * from audit.field_change where stream_id = $1 and path = field.path and change <= $4::bigint order by change desc limit 1
  ) newest
  where ($5::boolean or newest.after is not null)
    and ($3::text is null or field.path = $3 or starts_with(field.path, $3 || '.') or starts_with(field.path, $3 || '['))
  limit $6`;

/**
 * The fields of a Deployment by path, each with the change that altered it last, as the log has them.
 * @throws AuditIndexBehind
 */
export async function readBlame(pool: Pool, question: BlameQuestion): Promise<readonly BlameRow[]> {
  await auditedPosition(pool);
  const { streamId, asOf, path, removed, after, limit } = question;
  const values = [streamId, after ?? '', path ?? null, asOf, removed, limit];
  const { rows } = await pool.query<BlameRow>({ name: 'blame', text: BLAME, values });
  return rows;
}
