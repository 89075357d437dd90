import type { Refusal } from '../refusal.js';

/** What `extensions.code` of an error can be. */
export type GraphQLCode =
  /** An argument is wrong, whatever the state is. */
  | 'BAD_USER_INPUT'
  /** What the request is about does not exist. */
  | 'NOT_FOUND'
  /** Somebody else was first, or a key was used twice: read again. */
  | 'CONFLICT'
  /** The Deployment it would make is not valid; `causes` says where. */
  | 'INVALID'
  /** The Deployment's state does not allow it now. */
  | 'FAILED_PRECONDITION'
  /** More than one request may ask for. */
  | 'LIMIT_EXCEEDED'
  /** More than a caller may ask for in a minute; `retryAfterSeconds` says when to try again. */
  | 'RATE_LIMITED'
  /** No token, or one that is unknown, expired or revoked. */
  | 'UNAUTHENTICATED'
  /** The caller's roles do not reach so far; says nothing of what exists. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The request is not GraphQL over HTTP. */
  | 'BAD_REQUEST'
  /** The answer was not there in time. */
  | 'TIMEOUT'
  /** The database or the queue cannot be reached; try again. */
  | 'UNAVAILABLE'
  /** A fault of ours. */
  | 'INTERNAL_SERVER_ERROR';

/** Every refusal's code in GraphQL: a refusal that is not here does not compile. */
export const CODE_OF: Readonly<Record<Refusal['code'], GraphQLCode>> = {
  AppendOutcomeUnknown: 'UNAVAILABLE',
  ArgumentInvalid: 'BAD_USER_INPUT',
  AuditIndexBehind: 'UNAVAILABLE',
  BatchUnreadable: 'BAD_USER_INPUT',
  ContainerNotFound: 'BAD_USER_INPUT',
  DecodingFailed: 'BAD_USER_INPUT',
  DeploymentExists: 'CONFLICT',
  DeploymentInvalid: 'INVALID',
  DeploymentNotFound: 'NOT_FOUND',
  FieldManagerConflict: 'CONFLICT',
  IdempotencyKeyReused: 'CONFLICT',
  ImagesTooMany: 'LIMIT_EXCEEDED',
  IssuerUnreachable: 'UNAVAILABLE',
  LimitExceeded: 'LIMIT_EXCEEDED',
  LogUnavailable: 'UNAVAILABLE',
  ManifestUnreadable: 'BAD_USER_INPUT',
  NoRolloutHistory: 'NOT_FOUND',
  NotOfACluster: 'FAILED_PRECONDITION',
  NotAllowed: 'FORBIDDEN',
  ObjectExists: 'CONFLICT',
  ObjectInvalid: 'INVALID',
  ObjectNotFound: 'NOT_FOUND',
  PatchFailed: 'BAD_USER_INPUT',
  PositionConflict: 'CONFLICT',
  ReleaseUnknown: 'BAD_USER_INPUT',
  ReplayFailed: 'FAILED_PRECONDITION',
  ReplayTooLong: 'LIMIT_EXCEEDED',
  ReplicasDiffer: 'CONFLICT',
  RequestRefused: 'BAD_USER_INPUT',
  RevisionNotFound: 'NOT_FOUND',
  RolloutIsPaused: 'FAILED_PRECONDITION',
  SelectorUnreadable: 'BAD_USER_INPUT',
  StreamConflict: 'CONFLICT',
  StreamEnded: 'CONFLICT',
  TooManyRequests: 'RATE_LIMITED',
  Unauthenticated: 'UNAUTHENTICATED',
  Unstorable: 'BAD_USER_INPUT',
  ViewBehind: 'UNAVAILABLE',
};
