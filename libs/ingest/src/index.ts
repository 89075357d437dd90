export { auditFacts } from './audit/audit-facts.js';
export type {
  AuditOutcome,
  CollectionDeletion,
  FailedAttempt,
  SkipReason,
  UnresolvedReason,
} from './audit/audit-outcome.js';
export { decideFact, type FactContext, type FactDecision, type NothingReason } from './decide-fact.js';
export { decideLateFact, isLate } from './decide-late-fact.js';
export { compareVersions, deletionKey, type Fact, type FactSource, UNKNOWN_ACTOR, writeKey } from './fact.js';
