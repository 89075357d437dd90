import type { Causes } from '#libs/kubernetes';
import type { ObjectKind } from './object-rules.js';

/** An object the API server would not store (422 Invalid). */
export class ObjectInvalid extends Error {
  readonly code = 'ObjectInvalid';
  constructor(
    readonly kind: ObjectKind,
    readonly object: string,
    readonly causes: Causes,
  ) {
    const told = causes.map(({ field, message }) => `${field}: ${message}`).join(', ');
    super(`${kind} ${JSON.stringify(object)} is invalid: ${told}`);
  }
}

/** There is an object of this kind and name already. */
export class ObjectExists extends Error {
  readonly code = 'ObjectExists';
  constructor(
    readonly kind: ObjectKind,
    readonly object: string,
  ) {
    super(`${kind} ${JSON.stringify(object)} exists already`);
  }
}

/** There is no object of this kind and name. */
export class ObjectNotFound extends Error {
  readonly code = 'ObjectNotFound';
  constructor(
    readonly kind: ObjectKind,
    readonly object: string,
  ) {
    super(`there is no ${kind} ${JSON.stringify(object)}`);
  }
}
