import type { Actor, NewChange, Provenance } from '#libs/event-store';
import type { Deployment } from '#libs/kubernetes';

/** One thing that became of a Deployment, told by a source of imports. */
export type ImportedFact = Readonly<{
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  verb: 'created' | 'changed' | 'deleted';
  /** Whole, defaults applied; as it was last, of a deleted one. */
  deployment: Deployment;
  /** Milliseconds since 1970. */
  occurredAt: number;
  actor: Actor;
  provenance: Provenance;
  cause?: string;
  /** The same for the same fact, whenever it is imported. */
  idempotency: NonNullable<NewChange['idempotency']>;
  /** Where it was found, for the report. */
  found: string;
}>;

/** What an import made of a fact. */
export type FactOutcome =
  Readonly<{ kind: 'taken'; change: bigint; summary: string }> | Readonly<{ kind: 'recordedBefore' }> | Refused;

export type Refused = Readonly<{ kind: 'refused'; reason: RefusedReason; message: string }>;

export type RefusedReason =
  /** The name belongs to a Deployment with another uid. */
  | 'LivesElsewhere'
  /** The incarnation was deleted. */
  | 'Ended'
  /** The log has something newer of it. */
  | 'Late'
  /** It changes nothing of what the log has. */
  | 'NoDifference'
  /** It cannot follow on what the log has. */
  | 'Refused';
