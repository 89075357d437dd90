import { quoted } from './canonical-json.js';
import type { Source, StreamName } from './event-store.js';

/** What a leaf says of its event. Digests and hashes are hex; `payload` is canonical JSON already. */
export type LeafFacts = Readonly<{
  position: bigint;
  change: bigint;
  stream: StreamName;
  streamPosition: number;
  type: string;
  schemaVersion: number;
  payload: string;
  templateHash?: string | undefined;
  personal: LeafPersonal;
  source: Source;
  summary: string;
  occurredAt: number;
  recordedAt: number;
}>;

/** Who and why. Format 1 said it in clear; format 2 says it sealed, so that a person can be erased. */
export type LeafPersonal =
  | Readonly<{
      format: 1;
      /** SHA-256 of the actor's canonical JSON. */
      actor: string;
      /** Canonical JSON of the change's provenance. */
      provenance: string;
      cause?: string;
    }>
  | Readonly<{
      format: 2;
      /** SHA-256 of the sealed actor's canonical JSON. */
      actor: string;
      /** SHA-256 of the sealed provenance's canonical JSON. */
      provenance?: string | undefined;
      /** Cause and session, sealed, base64. */
      remark?: string | undefined;
    }>;

/** Raised whenever the bytes of a leaf are made in another way; old leaves keep their number. */
export const LEAF_FORMAT = 2;

/**
 * The bytes whose SHA-256 is the event's leaf hash (RFC 9162, section 2.1.1): 0x00, then the canonical JSON of one
 * object with the members below. Positions are decimal strings, times are milliseconds since 1970. The actor stands
 * as a digest and the template as its hash, so that neither is needed to check a proof. Golden rows: leaf-bytes.spec.ts.
 */
export function leafBytes(facts: LeafFacts): Uint8Array {
  return new TextEncoder().encode(`\0${leafText(facts)}`);
}

/** The canonical JSON of a leaf. */
// Written out in key order: this runs for every event while the log's lock is held.
export function leafText(facts: LeafFacts): string {
  const { stream, personal } = facts;
  const kind = stream.kind === undefined ? '' : `"kind":"${stream.kind}",`;
  const template = facts.templateHash === undefined ? '' : `,"template":"${facts.templateHash}"`;
  return (
    `{"actor":"${personal.actor}",${causeText(personal)}"change":"${facts.change}","cluster":${quoted(stream.cluster)},` +
    `${kind}"leaf":${personal.format},"name":${quoted(stream.name)},"namespace":${quoted(stream.namespace)},` +
    `"occurredAt":${facts.occurredAt},"payload":${facts.payload},"position":"${facts.position}",` +
    `${provenanceText(personal)}"recordedAt":${facts.recordedAt},${remarkText(personal)}"schemaVersion":${facts.schemaVersion},` +
    `"source":${quoted(facts.source)},"streamPosition":${facts.streamPosition},` +
    `"summary":${quoted(facts.summary)}${template},"type":${quoted(facts.type)},` +
    `"uid":${quoted(stream.uid)}}`
  );
}

function causeText(personal: LeafPersonal): string {
  if (personal.format === 2 || personal.cause === undefined) return '';
  return `"cause":${quoted(personal.cause)},`;
}

function provenanceText(personal: LeafPersonal): string {
  if (personal.format === 1) return `"provenance":${personal.provenance},`;
  return personal.provenance === undefined ? '' : `"provenance":"${personal.provenance}",`;
}

function remarkText(personal: LeafPersonal): string {
  return personal.format === 1 || personal.remark === undefined ? '' : `"remark":"${personal.remark}",`;
}
