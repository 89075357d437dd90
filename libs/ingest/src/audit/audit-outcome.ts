import type { Actor } from '#libs/event-store';
import type { PropagationPolicy } from '#libs/history';
import type { Fact } from '../fact.js';

/** Why an audit event is nothing to record. */
export type SkipReason =
  | 'not an audit event'
  | 'another stage'
  | 'another resource'
  | 'another subresource'
  | 'a read'
  | 'a status write'
  | 'a dry run'
  | 'refused to a controller';

/** A write that is told too little of: reported, never guessed. */
export type UnresolvedReason =
  | 'its bodies were truncated'
  | 'it has no responseObject: log deployments at level RequestResponse'
  | 'its responseObject is no apps/v1 Deployment or Scale'
  | 'its object has no uid or no resourceVersion'
  | 'it has no time'
  | 'its object has no name or no namespace'
  | 'it deletes by fields other than metadata.name, and its answer names nothing';

/** Something that failed in the cluster: the form in which attempts are kept, and a key that tells it from others. */
export type FailedAttempt = Readonly<{
  key: string;
  door: 'audit-webhook' | 'import';
  subject: string;
  groups: readonly string[];
  impersonator?: string;
  operation: string;
  cluster: string;
  namespace?: string;
  name?: string;
  code: string;
  reason: string;
  address?: string;
  userAgent?: string;
  at: Date;
}>;

/** A deletion that names no object: what lives in the namespace then and fits is deleted by it. */
export type CollectionDeletion = Pick<Fact, 'source' | 'cluster' | 'namespace' | 'occurredAt' | 'provenance'> &
  Readonly<{
    actor: Actor;
    propagationPolicy: PropagationPolicy;
    /** `app=web`; all when left out. */
    labelSelector?: string;
    /** By `metadata.name=`; all when left out. */
    onlyName?: string;
  }>;

/** What one audit event comes to. */
export type AuditOutcome =
  | Readonly<{ facts: readonly Fact[] }>
  | Readonly<{ attempt: FailedAttempt }>
  | Readonly<{ collection: CollectionDeletion }>
  | Readonly<{ unresolved: UnresolvedReason }>
  | Readonly<{ skipped: SkipReason }>;
