import type { PatchFailed } from '#libs/kubernetes';
import { failure, RequestRefused, type Status, type StatusReason } from '#libs/kubernetes-api';
import { codeIn, DATABASE_UNREACHABLE, isUnavailable, isUnstorableText, UNSTORABLE_TEXT } from '../database-fault.js';
import type { Refusal } from '../refusal.js';
import { refusalDetails } from './refusal-details.js';

/** Every refusal's reason in a Status: a refusal that is not here does not compile. */
const REASON_OF: Readonly<Record<Refusal['code'], StatusReason>> = {
  AppendOutcomeUnknown: 'ServiceUnavailable',
  ArgumentInvalid: 'BadRequest',
  AuditIndexBehind: 'ServiceUnavailable',
  BatchUnreadable: 'BadRequest',
  ContainerNotFound: 'BadRequest',
  DecodingFailed: 'BadRequest',
  DeploymentExists: 'AlreadyExists',
  DeploymentInvalid: 'Invalid',
  DeploymentNotFound: 'NotFound',
  FieldManagerConflict: 'Conflict',
  IdempotencyKeyReused: 'Conflict',
  ImagesTooMany: 'BadRequest',
  IssuerUnreachable: 'ServiceUnavailable',
  LimitExceeded: 'RequestEntityTooLarge',
  LogUnavailable: 'ServiceUnavailable',
  ManifestUnreadable: 'BadRequest',
  NoRolloutHistory: 'NotFound',
  NotOfACluster: 'BadRequest',
  NotAllowed: 'Forbidden',
  ObjectExists: 'AlreadyExists',
  ObjectInvalid: 'Invalid',
  ObjectNotFound: 'NotFound',
  PatchFailed: 'Invalid',
  PositionConflict: 'Conflict',
  ReleaseUnknown: 'BadRequest',
  ReplayFailed: 'InternalError',
  ReplayTooLong: 'InternalError',
  ReplicasDiffer: 'Conflict',
  RequestRefused: 'BadRequest',
  RevisionNotFound: 'NotFound',
  RolloutIsPaused: 'Invalid',
  SelectorUnreadable: 'BadRequest',
  StreamConflict: 'Conflict',
  StreamEnded: 'Conflict',
  TooManyRequests: 'TooManyRequests',
  Unauthenticated: 'Unauthorized',
  Unstorable: 'BadRequest',
  ViewBehind: 'ServiceUnavailable',
};

/** The one place where errors become what a client sees; `report` is told of those that are faults of ours. */
export function statusOf(error: unknown, report: (error: unknown) => void): Status {
  if (error instanceof RequestRefused) return error.status;
  const code = codeIn(error);
  if (error instanceof Error && code !== undefined && isRefusal(code)) return refusalStatus(error, code);
  if (isUnstorableText(error)) return failure('BadRequest', UNSTORABLE_TEXT);
  report(error);
  if (isUnavailable(error)) return failure('ServiceUnavailable', DATABASE_UNREACHABLE, { retryAfterSeconds: 1 });
  return failure('InternalError', 'Internal error occurred: the server log says more');
}

function refusalStatus(error: Error, code: Refusal['code']): Status {
  if (code === 'PatchFailed') return patchStatus(error as PatchFailed);
  return failure(REASON_OF[code], error.message, refusalDetails(error as Refusal));
}

// Of a patch that does not fit nothing is told, but that there are details: there are none.
function patchStatus({ status, message }: PatchFailed): Status {
  return status === 400 ? failure('BadRequest', message) : failure('Invalid', message, {});
}

function isRefusal(code: string): code is Refusal['code'] {
  return Object.hasOwn(REASON_OF, code);
}
