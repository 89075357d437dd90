export { adoptionEvents, type Leftover } from './adopted-orphans.js';
export {
  catchUp,
  type CatchUpOptions,
  type CatchUpPorts,
  type CaughtUp,
  ViewsOfOtherVersion,
  type WarmStates,
} from './catch-up.js';
export { firstOfTemplate } from './first-of-template.js';
export { InMemoryViewStore, type StreamViews } from './in-memory-view-store.js';
export type { Extreme } from './extremes.js';
export type { ModelFold } from './model-fold.js';
export { orphansTaken } from './orphans-taken.js';
export type { RolloutObstacle } from './obstacle.js';
export { comesLate, orderChanges } from './order-changes.js';
export { type PlannedEvents, type PlanOutcome, planRollout, type RolloutPlan } from './plan-rollout.js';
export { type Projected, projectChanges, ReplayFailed, VIEWS_VERSION } from './project-changes.js';
export type { ProjectionState } from './projection-state.js';
export { readStateAt, ReplayTooLong, type StateAt, type StatePorts, type StateWanted } from './read-state-at.js';
export { rebuild, type RebuildOptions, type RebuildTarget, type Rebuilt } from './rebuild.js';
export type {
  Checkpoint,
  ControllerEventRow,
  Cut,
  DeploymentRow,
  DeploymentSpan,
  Moment,
  Owners,
  PodSpan,
  ReplicaSetSpan,
  RevisionRow,
  RolloutRow,
  RolloutStep,
  Span,
  ViewWrites,
} from './view-writes.js';
export { type Parking, type StoredCheckpoint, type ViewStore, ViewsUnsavable } from './view-store.js';
