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
  templateHash?: string;
  /** SHA-256 of the actor's canonical JSON. */
  actor: string;
  source: Source;
  /** Canonical JSON of the change's provenance. */
  provenance: string;
  cause?: string;
  summary: string;
  occurredAt: number;
  recordedAt: number;
}>;

/** Raised whenever the bytes of a leaf are made in another way; old leaves keep their number. */
export const LEAF_FORMAT = 1;

/**
 * The bytes whose SHA-256 is the event's leaf hash (RFC 9162, section 2.1.1): 0x00, then the canonical JSON of one
 * object with the members below. Positions are decimal strings, times are milliseconds since 1970. The actor stands
 * as a digest and the template as its hash, so that neither is needed to check a proof. Golden rows: leaf-bytes.spec.ts.
 */
export function leafBytes(facts: LeafFacts): Uint8Array {
  return new TextEncoder().encode(`\0${leafText(facts)}`);
}

// Written out in key order: this runs for every event while the log's lock is held.
function leafText(facts: LeafFacts): string {
  const { stream } = facts;
  const cause = facts.cause === undefined ? '' : `"cause":${JSON.stringify(facts.cause)},`;
  const template = facts.templateHash === undefined ? '' : `,"template":"${facts.templateHash}"`;
  return (
    `{"actor":"${facts.actor}",${cause}"change":"${facts.change}","cluster":${JSON.stringify(stream.cluster)},` +
    `"leaf":${LEAF_FORMAT},"name":${JSON.stringify(stream.name)},"namespace":${JSON.stringify(stream.namespace)},` +
    `"occurredAt":${facts.occurredAt},"payload":${facts.payload},"position":"${facts.position}",` +
    `"provenance":${facts.provenance},"recordedAt":${facts.recordedAt},"schemaVersion":${facts.schemaVersion},` +
    `"source":${JSON.stringify(facts.source)},"streamPosition":${facts.streamPosition},` +
    `"summary":${JSON.stringify(facts.summary)}${template},"type":${JSON.stringify(facts.type)},` +
    `"uid":${JSON.stringify(stream.uid)}}`
  );
}
