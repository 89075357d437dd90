import { hash } from 'node:crypto';
import { canonicalJson } from '#libs/event-store';
import { leafOf, type LeafRow } from '../log/leaf-rows.js';
import type { ActorExportRow, ProvenanceExportRow } from '../export/export-rows.js';

/** An event with its leaf's facts; what it refers to may be gone. */
export type CheckRow = LeafRow &
  Readonly<{
    actor_id: number | null;
    provenance_id: number | null;
    event_count: number | null;
    has_references: boolean;
  }>;

/** Undefined when the leaf made of what is stored has the hash that is stored. */
export function eventProblem(row: CheckRow): string | undefined {
  if (!row.has_references) return 'its change, stream, actor or provenance was taken out';
  if (leafHashOf(row) === row.leaf_hash) return changeProblem(row);
  return `${row.type} of ${row.cluster}/${row.namespace}/${row.name} was altered: in its own row, or in that of its change, stream, actor or provenance`;
}

function leafHashOf(row: CheckRow): string | undefined {
  try {
    return sha256Hex(`\0${leafOf(row).text}`);
  } catch {
    return undefined; // what no append has written can be anything
  }
}

// How many events a change has stands in no leaf, and readers go by it.
function changeProblem({ position, change, event_count: count }: CheckRow): string | undefined {
  if (Number(position) - Number(change) < (count ?? 0)) return undefined;
  return `change ${change} says that it has ${count} events, and this is one more`;
}

/** What identifies who made changes, by the hash that leaves name it by. */
export function actorDigest(row: ActorExportRow): string {
  if (row.body !== null) return sha256Hex(row.body);
  return sha256Hex(
    canonicalJson({
      ...sealed(row.person, row.sealed),
      ...(row.impersonatorSealed && { impersonator: sealed(row.impersonator, row.impersonatorSealed) }),
    }),
  );
}

export function provenanceDigest({ person, sealed: bytes }: ProvenanceExportRow): string {
  return sha256Hex(canonicalJson(sealed(person, bytes)));
}

function sealed(person: number | null, bytes: Buffer | null) {
  return { person, sealed: bytes?.toString('base64') };
}

export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}
