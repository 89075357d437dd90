import type {
  AppendOutcomeUnknown,
  IdempotencyKeyReused,
  LogUnavailable,
  StreamConflict,
  StreamEnded,
  Unstorable,
} from '#libs/event-store';
import type {
  ArgumentInvalid,
  ContainerNotFound,
  DeploymentExists,
  DeploymentNotFound,
  NoRolloutHistory,
  NotOfACluster,
  ObjectExists,
  ObjectInvalid,
  ObjectNotFound,
  ReplicasDiffer,
  RevisionNotFound,
  RolloutIsPaused,
} from '#libs/history';
import type {
  DecodingFailed,
  DeploymentInvalid,
  FieldManagerConflict,
  PatchFailed,
  ReleaseUnknown,
  SelectorUnreadable,
} from '#libs/kubernetes';
import type { RequestRefused } from '#libs/kubernetes-api';
import type { ManifestUnreadable } from '#libs/manifest';
import type { IssuerUnreachable } from '#libs/oidc';
import type { AuditIndexBehind, ImagesTooMany } from '#libs/postgres';
import type { ReplayFailed, ReplayTooLong } from '#libs/projections';
import type { BatchUnreadable } from '#libs/sighting';
import type { NotAllowed } from './access/not-allowed.js';
import type { PositionConflict, ViewBehind } from './command/refusals.js';
import type { Unauthenticated } from './http/unauthenticated.js';
import type { LimitExceeded } from './limit/limit-exceeded.js';
import type { TooManyRequests } from './limit/too-many-requests.js';

/** Every error that tells a client what is wrong with its request; each way in maps all their codes. */
export type Refusal =
  | AppendOutcomeUnknown
  | ArgumentInvalid
  | AuditIndexBehind
  | BatchUnreadable
  | ContainerNotFound
  | DecodingFailed
  | DeploymentExists
  | DeploymentInvalid
  | DeploymentNotFound
  | FieldManagerConflict
  | IdempotencyKeyReused
  | ImagesTooMany
  | IssuerUnreachable
  | LimitExceeded
  | LogUnavailable
  | ManifestUnreadable
  | NotAllowed
  | NotOfACluster
  | NoRolloutHistory
  | ObjectExists
  | ObjectInvalid
  | ObjectNotFound
  | PatchFailed
  | PositionConflict
  | ReleaseUnknown
  | ReplayFailed
  | ReplayTooLong
  | ReplicasDiffer
  | RequestRefused
  | RevisionNotFound
  | RolloutIsPaused
  | SelectorUnreadable
  | StreamConflict
  | StreamEnded
  | TooManyRequests
  | Unauthenticated
  | Unstorable
  | ViewBehind;
