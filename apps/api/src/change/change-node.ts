import type { ChangeRow } from '#libs/postgres';
import { encodeNodeId } from '../graphql/node-id.js';
import type { Change } from './change.types.js';

export function changeNode(row: ChangeRow): Change {
  return {
    id: encodeNodeId({ type: 'Change', change: row.change }),
    change: row.change,
    position: String(BigInt(row.change) + BigInt(row.eventCount) - 1n),
    objectKind: row.kind,
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    actor: row.actor,
    source: row.source,
    provenance: { ...row.provenance, session: row.session },
    cause: row.cause,
    attributedBy: row.attributedBy,
    summary: row.summary,
    idempotencyKey: row.idempotencyKey,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    row,
  };
}
