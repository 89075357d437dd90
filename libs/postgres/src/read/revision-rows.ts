import type { Pool } from 'pg';
import { CHANGE_COLUMNS, CHANGE_TABLES, type ChangeRow } from './change-rows.js';

/** A revision as it was known at a moment, with the change that made it. */
export type RevisionRow = Readonly<{
  streamId: number;
  number: number;
  createdAt: Date;
  templateHash: string;
  podTemplateHash: string;
  replicaSet: string;
  images: readonly string[];
  restoredFrom: number | null;
  supersededBy: number | null;
  supersededAt: Date | null;
  forgottenAt: Date | null;
  change: ChangeRow;
}>;

// $1 is the moment: what came after it is not shown.
const REVISION_COLUMNS = `
  r.stream_id as "revisionStreamId", r.number, r.created_at as "createdAt", encode(r.template_hash, 'hex') as "templateHash",
  r.pod_template_hash as "podTemplateHash", r.replica_set as "replicaSet", r.images, r.restored_from as "restoredFrom",
  case when r.superseded_at <= $1 then r.superseded_by end as "supersededBy",
  case when r.superseded_at <= $1 then r.superseded_at end as "supersededAt",
  case when r.forgotten_at <= $1 then r.forgotten_at end as "forgottenAt", ${CHANGE_COLUMNS}`;

const PAGES = `select ${REVISION_COLUMNS}
  from unnest($2::int[]) as wanted(id)
  cross join lateral (
    select * from view.revision
    where stream_id = wanted.id and created_at <= $1 and number < $3
    order by number desc limit $4
  ) r
  cross join lateral (select * from log.change where id = r.change) c
  ${CHANGE_TABLES}
  order by r.stream_id, r.number desc`;

const ABOVE_ALL = 2 ** 31 - 1;

/** The first `limit` revisions of each stream below the number `after`, newest first. */
export async function readRevisions(
  pool: Pool,
  streams: readonly number[],
  { at, after, limit }: Readonly<{ at: Date; after?: number; limit: number }>,
): Promise<readonly RevisionRow[]> {
  const values = [at, streams, after ?? ABOVE_ALL, limit];
  const { rows } = await pool.query<FlatRow>({ name: 'revisions', text: PAGES, values });
  return rows.map(revisionRow);
}

const BY_NUMBER = `select ${REVISION_COLUMNS}
  from unnest($2::int[], $3::int[]) as wanted(id, number)
  join view.revision r on r.stream_id = wanted.id and r.number = wanted.number and r.created_at <= $1
  join log.change c on c.id = r.change
  ${CHANGE_TABLES}`;

/** Revisions by stream and number, in no order; those not known at the moment are left out. */
export async function findRevisions(
  pool: Pool,
  wanted: readonly Readonly<{ streamId: number; number: number }>[],
  at: Date,
): Promise<readonly RevisionRow[]> {
  const values = [at, wanted.map(({ streamId }) => streamId), wanted.map(({ number }) => number)];
  const { rows } = await pool.query<FlatRow>({ name: 'revisions by number', text: BY_NUMBER, values });
  return rows.map(revisionRow);
}

type FlatRow = Omit<RevisionRow, 'change' | 'streamId'> & ChangeRow & Readonly<{ revisionStreamId: number }>;

function revisionRow(row: FlatRow): RevisionRow {
  return {
    streamId: row.revisionStreamId,
    number: row.number,
    createdAt: row.createdAt,
    templateHash: row.templateHash,
    podTemplateHash: row.podTemplateHash,
    replicaSet: row.replicaSet,
    images: row.images,
    restoredFrom: row.restoredFrom,
    supersededBy: row.supersededBy,
    supersededAt: row.supersededAt,
    forgottenAt: row.forgottenAt,
    change: row,
  };
}
