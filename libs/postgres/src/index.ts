export {
  type Attempt,
  type AttemptFilter,
  type AttemptRow,
  recordAttempts,
} from './access/postgres-attempts.js';
export { PostgresBindings, type StoredBinding } from './access/postgres-bindings.js';
export { LOG_LIMITS, type LogLimits } from './log/log-limits.js';
export { PostgresEventStore, type PostgresEventStoreOptions } from './log/postgres-event-store.js';
export { checkMasterKey } from './person/find-person.js';
export { type PersonRow, readPerson } from './person/read-person.js';
export { migrate, MigrationFailed } from './migrate.js';
export { openPool, type PoolOptions } from './pool.js';
export type { ChangeListFilter, ChangeListPage } from './read/change-list.js';
export type { ChangeRow, EventRow } from './read/change-rows.js';
export type { ControllerEventRow } from './read/controller-event-rows.js';
export type { DeploymentListCursor, DeploymentListFilter } from './read/deployment-list.js';
export type { DeploymentPlace, DeploymentRow } from './read/deployment-rows.js';
export type { LatestEventRow } from './read/latest-events.js';
export { openReads, type Reads } from './read/reads.js';
export type { RevisionCursor, RevisionRow, WantedRevision } from './read/revision-rows.js';
export type { RolloutCursor, RolloutRow, RolloutStepRow } from './read/rollout-rows.js';
export type { DeploymentSpanRow, PodRow, ReplicaSetRow } from './read/span-rows.js';
export type { ParkedStreamRow, ViewProgress } from './read/view-progress.js';
export { DatabaseUnavailable, reachDatabase } from './reach-database.js';
export { type NewToken, PostgresTokens, type Token, type TokenHolder } from './token/postgres-tokens.js';
export { PostgresRebuildTarget, RebuildRunning } from './view/rebuild-target.js';
export { storedViewVersions, type StreamBehind, streamsBehind, streamsBehindSince } from './view/streams-behind.js';
export { PostgresViewStore } from './view/view-store.js';
export { type ViewReached, ViewWaiter } from './view/view-waiter.js';
export { type ClusterRelease, type PodLifeSetting, PostgresSettings } from './setting/postgres-settings.js';
