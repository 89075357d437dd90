import type { Causes } from '#libs/kubernetes';
import type { ObjectKind } from './object-rules.js';

/** An object the API server would not store (422 Invalid), in its own words. */
export class ObjectInvalid extends Error {
  readonly code = 'ObjectInvalid';
  constructor(
    readonly kind: ObjectKind,
    readonly object: string,
    readonly causes: Causes,
  ) {
    const told = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
    const list = told.length === 1 ? told.join('') : `[${told.join(', ')}]`;
    super(`${kind} ${JSON.stringify(object)} is invalid: ${list}`);
  }
}

/** There is an object of this kind and name already. */
export class ObjectExists extends Error {
  readonly code = 'ObjectExists';
  constructor(
    readonly kind: ObjectKind,
    readonly object: string,
  ) {
    super(`${resourceOf(kind)} ${JSON.stringify(object)} already exists`);
  }
}

/** There is no object of this kind and name. */
export class ObjectNotFound extends Error {
  readonly code = 'ObjectNotFound';
  constructor(
    readonly kind: ObjectKind,
    readonly object: string,
  ) {
    super(`${resourceOf(kind)} ${JSON.stringify(object)} not found`);
  }
}

/** `services` */
export function resourceOf(kind: ObjectKind): string {
  return `${kind.toLowerCase()}s`;
}
