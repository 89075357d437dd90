import type { Actor, Provenance, Source } from '#libs/event-store';
import type { PropagationPolicy } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';

/** Where facts come from. */
export type FactSource = Extract<Source, 'audit-webhook' | 'watch' | 'import'>;

/** One thing that was seen of one Deployment in a cluster. */
export type Fact = Readonly<{
  source: FactSource;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  /** The uid is made up of the name, by a source that knows none: the fact is about whatever bore the name when it happened. */
  byName?: true;
  /** The object's version after it, digits; left out where a source tells none. Of a deletion it is often not told. */
  resourceVersion?: string;
  /** `seen`: so it was found, and nobody knows who made it so. */
  verb: 'created' | 'changed' | 'scaled' | 'deleted' | 'seen';
  /** The whole Deployment as it was stored then; left out of a scale and of a deletion. */
  object?: JsonObject;
  /** Of a scale. */
  replicas?: number;
  /** Of a deletion, and of a change that began one. */
  propagationPolicy?: PropagationPolicy;
  /** Of a deletion: nobody told it, it was concluded from absence. */
  assumed?: true;
  /** The number that the cluster gave the revision it brought. */
  revision?: number;
  /** It was asked for as `kubectl rollout undo` asks. */
  undoes?: true;
  /** Milliseconds since 1970; the end of the interval when only an interval is known. */
  occurredAt: number;
  /** Start of the interval in which it happened. */
  notBefore?: number;
  /** Changes between the one known before and this one that were not seen, where the source knows. */
  missedGenerations?: number;
  actor: Actor;
  provenance: Provenance;
  /** Why, where the source tells; else it is read from the annotation that the write set. */
  cause?: string;
  /** Names the fact: what tells the same write has the same key, whatever it comes from. */
  key: string;
}>;

/** Who did what nobody saw being done. No identity provider can hand the name out. */
export const UNKNOWN_ACTOR: Actor = { subject: 'rollbook:unknown', groups: [] };

export function isUnknown({ subject }: Actor): boolean {
  return subject === UNKNOWN_ACTOR.subject;
}

/** The key of a write, by the version it left. */
export function writeKey({ cluster, uid }: Pick<Fact, 'cluster' | 'uid'>, resourceVersion: string): string {
  return `seen:${cluster}/${uid}/${resourceVersion}`;
}

/** The key of a deletion: an incarnation has one. */
export function deletionKey({ cluster, uid }: Pick<Fact, 'cluster' | 'uid'>): string {
  return `seen:${cluster}/${uid}/deleted`;
}
