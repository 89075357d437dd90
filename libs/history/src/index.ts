export { assumePodLife, type PodLifeAssumption } from './assumed-pod-life.js';
export { CHANGE_CAUSE, LAST_APPLIED, RESTARTED_AT, undoneAnnotations, withoutRevision } from './command/annotations.js';
export type { Command, KeyChanges, Meaning, RestorableRevision } from './command/command.js';
export { decide, type Decision } from './command/decide.js';
export type { DecisionContext } from './command/decision-context.js';
export type { Writer } from './command/written-fields.js';
export { decideAll } from './command/decide-all.js';
export { deploymentObject } from './command/deployment-object.js';
export { eventsBetween, metadataEvents } from './command/events-between.js';
export { type DeploymentState, type Observed, ownersOf } from './deployment-state.js';
export { diffFields } from './diff/diff-fields.js';
export type { FieldChange } from './diff/field-change.js';
export { fieldChanges } from './diff/field-changes.js';
export { containerOfPath, partsOfPath } from './diff/field-path.js';
export { jsonPatchBetween, type JsonPatchOperation } from './diff/json-patch.js';
export { isBeneath, pathPrefixes } from './diff/path-prefixes.js';
export { readFieldPath } from './diff/read-field-path.js';
export {
  ArgumentInvalid,
  ContainerNotFound,
  DeploymentExists,
  DeploymentNotFound,
  NoRolloutHistory,
  NotOfACluster,
  ReplicasDiffer,
  RevisionNotFound,
  RolloutIsPaused,
} from './errors.js';
export type {
  Adoption,
  DeploymentEvent,
  DeploymentEventType,
  EarlierState,
  HeldDeletion,
  ObservedWrite,
  PodLife,
  PropagationPolicy,
  RestoredFrom,
  StateEventType,
  UndoRequest,
} from './event.js';
export type { PodsSeen } from './pods-seen.js';
export { isRestart } from './command/restart.js';
export { summarise, summariseCreation } from './summary.js';
export { summariseTakeOver } from './summarise-take-over.js';
export { shownMetadata } from './shown-metadata.js';
export { evolve } from './evolve.js';
export { afterChange, changesObject } from './after-change.js';
export {
  earlierStateOf,
  inOrderOfHappening,
  observedWriteOf,
  type OrderedChange,
  podsSeenOf,
  rank,
  versionOf,
} from './history-order.js';
export { presentState } from './present-state.js';
export { toldHistory } from './told-history.js';
export { compareVersions } from './compare-versions.js';
export { type StorableEvent, storableEvent } from './storable-event.js';
export { EVENT_TYPES, EventUnreadable, parseEvent, type StoredEvent } from './parse-event.js';
export { managersOf, OWN_MANAGER } from './managed-fields.js';
export {
  evolveObject,
  OBJECT_EVENTS,
  type ObjectEvent,
  type ObjectEventType,
  type ObjectState,
} from './object/object-event.js';
export { decideObject } from './object/decide-object.js';
export type { ObjectDecision } from './object/object-decision.js';
export type { ObjectCommand, ObjectContext } from './object/object-command.js';
export { ObjectExists, ObjectInvalid, ObjectNotFound, resourceOf } from './object/object-refusals.js';
export { type ObjectKind, OBJECT_RULES } from './object/object-rules.js';
export { parseObjectEvent } from './object/parse-object-event.js';
export { DEFAULT_POD_LIFE, type PodLifeRule, resolvePodLife } from './pod-life.js';
