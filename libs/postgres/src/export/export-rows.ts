import type { LeafRow } from '../log/leaf-rows.js';

/** An event with its leaf's facts, and by which numbers what it refers to is found. */
export type ExportRow = LeafRow &
  Readonly<{
    actor_id: number;
    provenance_id: number | null;
    /** The key of who sent the request, as it is stored; null once erased. */
    author_key: Buffer | null;
  }>;

export type ActorExportRow = Readonly<{
  id: number;
  body: string | null;
  person: number | null;
  sealed: Buffer | null;
  key: Buffer | null;
  impersonator: number | null;
  impersonatorSealed: Buffer | null;
  impersonatorKey: Buffer | null;
}>;

export const ACTORS = `
  select a.id, a.body::text as body, a.person_id as person, a.sealed, k.key, a.impersonator_id as impersonator,
    a.impersonator_sealed as "impersonatorSealed", i.key as "impersonatorKey"
  from log.actor a
  left join setting.person_key k on k.id = a.person_id
  left join setting.person_key i on i.id = a.impersonator_id
  where a.id = any($1::int[]) order by a.id`;

export type ProvenanceExportRow = Readonly<{ id: number; person: number; sealed: Buffer; key: Buffer | null }>;

// In clear, it stands in the leaf.
export const PROVENANCES = `
  select p.id, p.person_id as person, p.sealed, k.key from log.provenance p
  left join setting.person_key k on k.id = p.person_id
  where p.id = any($1::int[]) and p.sealed is not null order by p.id`;

export const ERASED = `
  select person_id as person, position::float8 as position,
    floor(extract(epoch from erased_at) * 1000)::float8 as "erasedAt"
  from log.erasure order by id`;
