import { type Leaf, leafText, type LeafPersonal, type Source } from '#libs/event-store';
import { streamNameOf, type StreamNameRow } from './stream-rows.js';

/** An event with all that its leaf hash was made of. */
export type LeafRow = StreamNameRow &
  Readonly<{
    position: string;
    change: string;
    stream_position: number;
    type: string;
    schema_version: number;
    payload_text: string;
    template_hash: string | null;
    leaf_hash: string;
    source: Source;
    summary: string;
    occurred_at: string;
    recorded_at: string;
    actor_digest: string;
    is_sealed: boolean;
    provenance_digest: string | null;
    provenance_text: string | null;
    remark: string | null;
    session: string | null;
    cause: string | null;
  }>;

// The text of a `json` value is the text that was stored.
const LEAF_COLUMNS = `e.position, e.change_id as change, s.kind, s.cluster, s.namespace, s.name, s.uid, e.stream_position, e.type,
    e.schema_version, e.payload::text as payload_text, encode(e.template_hash, 'hex') as template_hash,
    encode(e.leaf_hash, 'hex') as leaf_hash, c.source, c.summary,
    (extract(epoch from c.occurred_at) * 1000)::bigint as occurred_at,
    (extract(epoch from c.recorded_at) * 1000)::bigint as recorded_at,
    encode(a.digest, 'hex') as actor_digest, a.body is null as is_sealed,
    encode(p.digest, 'hex') as provenance_digest, p.body::text as provenance_text,
    translate(encode(c.remark, 'base64'), E'\n', '') as remark, c.session, c.cause`;

const LEAF_TABLES = `
  from (select * from log.event where position > $1 order by position limit $2) e
  join log.change c on c.id = e.change_id
  join log.stream s on s.id = e.stream_id
  join log.actor a on a.id = c.actor_id
  left join log.provenance p on p.id = c.provenance_id`;

/** $1 after, $2 limit. */
export const LEAVES = `select ${LEAF_COLUMNS} ${LEAF_TABLES} order by e.position`;

/** The same, with what an export shows beside the leaf. */
export const LEAVES_TO_EXPORT = `
  select ${LEAF_COLUMNS}, c.actor_id, c.provenance_id, k.key as author_key ${LEAF_TABLES}
  left join setting.person_key k on k.id = coalesce(a.impersonator_id, a.person_id) and c.remark is not null
  order by e.position`;

/** $1 after, $2 up to: events of which what they refer to may be gone. */
export const LEAVES_TO_CHECK = `
  select ${LEAF_COLUMNS}, c.actor_id, c.provenance_id, c.event_count,
    c.id is not null and s.id is not null and a.id is not null
      and (c.provenance_id is null or p.id is not null) as has_references
  from log.event e
  left join log.change c on c.id = e.change_id
  left join log.stream s on s.id = e.stream_id
  left join log.actor a on a.id = c.actor_id
  left join log.provenance p on p.id = c.provenance_id
  where e.position > $1 and e.position <= $2
  order by e.position`;

export function leafOf(row: LeafRow): Leaf {
  const text = leafText({
    position: BigInt(row.position),
    change: BigInt(row.change),
    stream: streamNameOf(row),
    streamPosition: row.stream_position,
    type: row.type,
    schemaVersion: row.schema_version,
    payload: row.payload_text,
    ...(row.template_hash !== null && { templateHash: row.template_hash }),
    personal: personalOf(row),
    source: row.source,
    summary: row.summary,
    occurredAt: Number(row.occurred_at),
    recordedAt: Number(row.recorded_at),
  });
  return { position: BigInt(row.position), text, hash: row.leaf_hash };
}

function personalOf(row: LeafRow): LeafPersonal {
  const { actor_digest: actor, provenance_digest: provenance, remark } = row;
  if (!row.is_sealed) {
    return { format: 1, actor, provenance: provenanceInClear(row), ...(row.cause !== null && { cause: row.cause }) };
  }
  return { format: 2, actor, ...(provenance !== null && { provenance }), ...(remark !== null && { remark }) };
}

// Canonical JSON with the session at its place: `address`, `command`, `session`, `userAgent`.
function provenanceInClear({ provenance_text: text, session }: LeafRow): string {
  if (session === null) return text ?? '{}';
  const { userAgent, ...rest } = JSON.parse(text ?? '{}') as Record<string, string>;
  return JSON.stringify({ ...rest, session, ...(userAgent !== undefined && { userAgent }) });
}
