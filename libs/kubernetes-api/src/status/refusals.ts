import type { Causes } from '#libs/kubernetes';
import { RequestRefused } from './request-refused.js';
import { failure, type StatusCause } from './status.js';

/** What a refusal is about, such as `{ group: 'apps', resource: 'deployments' }`; the core group is ''. */
export type ResourceName = Readonly<{ group: string; resource: string }>;

export function notFound(of: ResourceName, name: string): RequestRefused {
  return new RequestRefused(failure('NotFound', `${about(of, name)} not found`, details(of, name)));
}

/** `why` stands before it: `object is being deleted: `. */
export function alreadyExists(of: ResourceName, name: string, why = ''): RequestRefused {
  return new RequestRefused(failure('AlreadyExists', `${why}${about(of, name)} already exists`, details(of, name)));
}

/** `reason` is a sentence, such as that the object has been modified. */
export function conflict(of: ResourceName, name: string, reason: string): RequestRefused {
  const message = `Operation cannot be fulfilled on ${about(of, name)}: ${reason}`;
  return new RequestRefused(failure('Conflict', message, details(of, name)));
}

/** `kind` is `{ group: 'apps', resource: 'Deployment' }`: of an object that is invalid the kind is told. */
export function invalid(kind: ResourceName, name: string, causes: Causes): RequestRefused {
  const told = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const list = told.length === 1 ? told.join('') : `[${told.join(', ')}]`;
  return new RequestRefused(
    failure('Invalid', `${about(kind, name)} is invalid: ${list}`, {
      ...details(kind, name),
      causes: causes.map(({ reason, message, field }) => ({ reason, message, field })),
    }),
  );
}

export function forbidden(of: ResourceName, name: string, reason: string): RequestRefused {
  const what = name === '' ? `${qualified(of)} is` : `${about(of, name)} is`;
  return new RequestRefused(failure('Forbidden', `${what} forbidden: ${reason}`, details(of, name)));
}

/** What is no resource, such as `/metrics`. */
export function forbiddenPath(subject: string, path: string): RequestRefused {
  const message = `forbidden: User ${JSON.stringify(subject)} cannot get path ${JSON.stringify(path)}`;
  return new RequestRefused(failure('Forbidden', message, {}));
}

export function badRequest(message: string): RequestRefused {
  return new RequestRefused(failure('BadRequest', message));
}

/** No such path, or nothing is served there. */
export function noSuchPath(): RequestRefused {
  return new RequestRefused(failure('NotFound', 'the server could not find the requested resource', {}));
}

export function methodNotAllowed(of: ResourceName, name?: string): RequestRefused {
  const message = 'the server does not allow this method on the requested resource';
  return new RequestRefused(failure('MethodNotAllowed', message, details(of, name ?? '')));
}

export function notAcceptable(accepted: readonly string[]): RequestRefused {
  const message = `only the following media types are accepted: ${accepted.join(', ')}`;
  return new RequestRefused(failure('NotAcceptable', message));
}

export function unsupportedMediaType(accepted: readonly string[]): RequestRefused {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return new RequestRefused(failure('UnsupportedMediaType', message));
}

export function unauthorized(): RequestRefused {
  return new RequestRefused(failure('Unauthorized', 'Unauthorized'));
}

export function tooLarge(mostBytes: number): RequestRefused {
  return new RequestRefused(failure('RequestEntityTooLarge', `Request entity too large: limit is ${mostBytes}`));
}

/** The state asked for is not to be had any more: list again. */
export function expired(message: string): RequestRefused {
  return new RequestRefused(failure('Expired', message));
}

/** A state that does not exist yet is asked for: the client tries again after a second. */
export function timedOut(message: string, cause: StatusCause): RequestRefused {
  return new RequestRefused(failure('Timeout', message, { causes: [cause], retryAfterSeconds: 1 }));
}

function qualified({ group, resource }: ResourceName): string {
  return group === '' ? resource : `${resource}.${group}`;
}

function about(of: ResourceName, name: string): string {
  return `${qualified(of)} ${JSON.stringify(name)}`;
}

function details(
  { group, resource }: ResourceName,
  name: string,
): Readonly<{ name?: string; group?: string; kind?: string }> {
  return { ...(name !== '' && { name }), ...(group !== '' && { group }), ...(resource !== '' && { kind: resource }) };
}
