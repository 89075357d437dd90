import {
  type DecodedObject,
  DecodingFailed,
  decodeObject,
  type FieldValidation,
  type JsonObject,
  type ObjectType,
} from '#libs/kubernetes';
import { invalid } from '#libs/kubernetes-api';
import type { ReadBody } from './read-body.js';
import type { Patch } from './read-patch.js';

/** The kind that is written, and what to do about fields it does not have. */
export type Decoding = Readonly<{ type: ObjectType; fieldValidation: FieldValidation }>;

/**
 * The object that a body says.
 * @throws DecodingFailed
 */
export function decodeWritten({ value, duplicates }: ReadBody, { type, fieldValidation }: Decoding): DecodedObject {
  return decodeObject(type, value, { fieldValidation, duplicates });
}

/**
 * What a patch makes of the object that lives. What it makes no object of is refused as Kubernetes refuses it: 422, with the
 * patch or its outcome shown (apiserver/pkg/endpoints/handlers/patch.go).
 * @throws PatchFailed, RequestRefused
 */
export function decodePatched(live: JsonObject, patch: Patch, { type, fieldValidation }: Decoding): DecodedObject {
  const patched = patch.apply(live);
  try {
    return decodeObject(type, patched, { fieldValidation, duplicates: patch.duplicates });
  } catch (error) {
    if (!(error instanceof DecodingFailed)) throw error;
    const message = `Invalid value: ${JSON.stringify(patch.shown(patched))}: ${patch.reason(error.reason)}`;
    throw invalid({ group: '', resource: '' }, '', [{ field: 'patch', reason: 'FieldValueInvalid', message }]);
  }
}
