export { type Attempt, type AttemptFilter, type AttemptRow, recordAttempts } from './access/postgres-attempts.js';
export { PostgresBindings, type StoredBinding } from './access/postgres-bindings.js';
export { type Clusters, openClusters } from './cluster/clusters.js';
export type { UndoRequestRow } from './cluster/undo-requests.js';
export type { WatchedPlace, WatchedSpan } from './cluster/coverage-rows.js';
export { checkLog, type CheckPart } from './check/check-log.js';
export { Exclusively } from './exclusively.js';
export { exportLog, type ExportOptions, type ExportPart } from './export/export-log.js';
export { LOG_LIMITS, type LogLimits } from './log/log-limits.js';
export { PostgresEventStore, type PostgresEventStoreOptions } from './log/postgres-event-store.js';
export { AuditIndexBehind } from './audit/audit-behind.js';
export type { BlameQuestion, BlameRow } from './audit/blame.js';
export type { ImageRunRow, ImageUsageFilter } from './audit/image-usage.js';
export { ImagesTooMany } from './audit/images-too-many.js';
export { auditStep } from './audit/audit-catch-up.js';
export { checkMasterKey } from './person/find-person.js';
export { type PersonRow, readPerson } from './person/read-person.js';
export { migrate, MigrationFailed } from './migrate.js';
export { livingStreamsOf } from './cluster/living-deployments.js';
export { cleanInbox } from './inbox/clean-inbox.js';
export { type InboxStatus, readInboxStatus } from './inbox/inbox-status.js';
export { type OpenFact, type SettledFact, settleFacts } from './inbox/settle-facts.js';
export { holdFacts } from './inbox/hold-facts.js';
export { inboxBacklog, type NewBatch, storeBatch } from './inbox/store-batch.js';
export type { ClusterFact, NewFact, ReusedAuditId } from './inbox/insert-facts.js';
export { type OpenBatch, takeBatches, type TakenBatch } from './inbox/take-batches.js';
export { openPool, type PoolOptions } from './pool.js';
export type { ChangeListFilter, ChangeListPage } from './read/change-list-filter.js';
export type { ChangeRow, EventRow } from './read/change-rows.js';
export {
  type ControlledPage,
  type ControlledPodRow,
  type ControlledReplicaSetRow,
  EVENT_TTL_MILLISECONDS,
  type StandingEventRow,
} from './read/controlled-rows.js';
export type { ControllerEventRow } from './read/controller-event-rows.js';
export type { DeploymentListCursor, DeploymentListFilter } from './read/deployment-list.js';
export type { DeploymentPlace, DeploymentRow } from './read/deployment-rows.js';
export type { FoundDeploymentRow } from './read/find-standing-deployment.js';
export type { LatestEventRow } from './read/latest-events.js';
export type { HeldObjectRow } from './read/held-objects.js';
export type { HeldNamespaceRow } from './read/namespace-rows.js';
export type { ListVersion, UnseenChange } from './read/list-version.js';
export type { ObjectPlace, ObjectRow } from './read/object-rows.js';
export { openReads, type Reads } from './read/reads.js';
export type { RevisionCursor, RevisionRow, WantedRevision } from './read/revision-rows.js';
export type { RolloutCursor, RolloutRow, RolloutStepRow } from './read/rollout-rows.js';
export type { DeploymentSpanRow, PodRow, ReplicaSetRow } from './read/span-rows.js';
export type { ObjectState } from './read/object-versions.js';
export {
  KEPT_OF_NAME,
  type StandingDeploymentRow,
  type StandingFilter,
  type StandingPage,
} from './read/standing-deployments.js';
export type { ParkedStreamRow, ViewProgress } from './read/view-progress.js';
export { DatabaseUnavailable, reachDatabase } from './reach-database.js';
export { keepTree, type Kept, type Signer, TreeBroken } from './tree/keep-tree.js';
export { NotTheNewestKey, rotateKey } from './tree/rotate-key.js';
export { openProofs, type Proofs, type TreeHead } from './tree/proofs.js';
export { subtreeReader } from './tree/read-subtrees.js';
export { readSigningKeys, type SigningKeyRow, type TreeHeadPage } from './tree/tree-rows.js';
export { type NewToken, PostgresTokens, type Token, type TokenHolder } from './token/postgres-tokens.js';
export { PostgresRebuildTarget, RebuildRunning } from './view/rebuild-target.js';
export { storedViewVersions, type StreamBehind, streamsBehind, streamsBehindSince } from './view/streams-behind.js';
export { PostgresViewStore } from './view/view-store.js';
export { type ViewReached, ViewWaiter } from './view/view-waiter.js';
export type { EventWriteIn, PodSpanIn, ReplicaSetSpanIn } from './watch/child-windows.js';
export type { LatestEventAt } from './watch/latest-events-of.js';
export type { LogChange } from './watch/log-changes.js';
export type { StreamMoment, VersionRow } from './watch/versions.js';
export { openWatchReads, type WatchReads } from './watch/watch-reads.js';
export type { WindowRows, WindowsAsked } from './watch/windows.js';
export { type ClusterRelease, type PodLifeSetting, PostgresSettings } from './setting/postgres-settings.js';
export { secretMask } from './access/secret-mask.js';
