export { auditCoverage, MOST_SILENCE } from './audit/audit-coverage.js';
export { auditFacts } from './audit/audit-facts.js';
export type { AuditOutcome } from './audit/audit-outcome.js';
export { clusterContext, type ClusterSettings } from './fact-context.js';
export { deletionKey, type Fact, type FactSource, UNKNOWN_ACTOR, writeKey } from './fact.js';
export { findKnown, type KnownDeployment } from './known-deployment.js';
export { orderFacts } from './order-facts.js';
export { type FactOutcome, recordFact, type RecordPorts } from './record-fact.js';
export { absenceFact, sightingFacts, type Watching } from './watch/sighting-facts.js';
