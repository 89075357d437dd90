import type { Pool } from 'pg';
import { CHANGE_COLUMNS, CHANGE_TABLES, type ChangeRow, openChangeRows, type SealedChangeRow } from './change-rows.js';

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
    where stream_id = wanted.id and created_at <= $1 and (created_at, number) < ($3::timestamptz, $4::bigint)
    order by created_at desc, number desc limit $5
  ) r
  cross join lateral (select * from log.change where id = r.change) c
  ${CHANGE_TABLES}
  order by r.stream_id, r.created_at desc, r.number desc`;

/** Where a revision stands among those of its stream; a number alone may have been given twice. */
export type RevisionCursor = readonly [createdAt: Date, number: number];

/** The first `limit` revisions of each stream older than `after`, newest first. */
export async function readRevisions(
  pool: Pool,
  streams: readonly number[],
  { at, after, limit }: Readonly<{ at: Date; after?: RevisionCursor; limit: number }>,
): Promise<readonly RevisionRow[]> {
  const values = [at, streams, ...(after ?? ['infinity', 0]), limit];
  const { rows } = await pool.query<FlatRow>({ name: 'revisions', text: PAGES, values });
  return (await openChangeRows(pool, rows)).map(revisionRow);
}

const BY_NUMBER = `select ${REVISION_COLUMNS}
  from unnest($2::int[], $3::bigint[], $4::bigint[]) as wanted(id, number, change)
  cross join lateral (
    select * from view.revision
    where stream_id = wanted.id and number = wanted.number and created_at <= $1
      and (wanted.change is null or change = wanted.change)
    order by created_at desc limit 1
  ) r
  join log.change c on c.id = r.change
  ${CHANGE_TABLES}`;

/** A revision by its number, the newest that bore it; with `change`, the one whose template that change brought. */
export type WantedRevision = Readonly<{ streamId: number; number: number; change?: string }>;

/** Revisions by number, in no order; those not known at the moment are left out. */
export async function findRevisions(
  pool: Pool,
  wanted: readonly WantedRevision[],
  at: Date,
): Promise<readonly RevisionRow[]> {
  const values = [
    at,
    wanted.map(({ streamId }) => streamId),
    wanted.map(({ number }) => number),
    wanted.map(({ change }) => change ?? null),
  ];
  const { rows } = await pool.query<FlatRow>({ name: 'revisions by number', text: BY_NUMBER, values });
  return (await openChangeRows(pool, rows)).map(revisionRow);
}

type RevisionColumns = Omit<RevisionRow, 'change' | 'streamId'> & Readonly<{ revisionStreamId: number }>;
type FlatRow = RevisionColumns & SealedChangeRow;

function revisionRow(row: RevisionColumns & ChangeRow): RevisionRow {
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
