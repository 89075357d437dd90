import type { Cause } from '#libs/kubernetes';

/** Why a request failed, in one word, and its HTTP code (meta/v1 `StatusReason`). */
export const STATUS_CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
} as const;

export type StatusReason = keyof typeof STATUS_CODES;

/** One of `details.causes`; the field is absent where the request as a whole is at fault. */
export type StatusCause = Readonly<{
  reason?: Cause['reason'] | 'FieldManagerConflict' | 'ResourceVersionTooLarge';
  message: string;
  field?: string;
}>;

/** What the request was about. `kind` is the resource (`deployments`), but for Invalid the kind (`Deployment`). */
export type StatusDetails = Readonly<{
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: readonly StatusCause[];
  retryAfterSeconds?: number;
}>;

/** meta/v1 `Status`: what every failed request is answered with. */
export type Status = Readonly<{
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Readonly<Record<string, never>>;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: StatusReason;
  details?: StatusDetails;
  code?: number;
}>;

export function failure(reason: StatusReason, message: string, details?: StatusDetails): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details && { details }),
    code: STATUS_CODES[reason],
  };
}

/** How a deletion is answered. */
export function success(details: StatusDetails): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
