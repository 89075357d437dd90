import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { storedForm } from '../schema/stored-form.js';
import { DecodingFailed } from './decoding-failed.js';
import { decodingErrors } from './decoding-errors.js';

/** What to do about a field Kubernetes does not know (`fieldValidation` of a request). */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** A kind of object that can be written: `apps/v1` and `Deployment`. */
export type ObjectType = Readonly<{ apiVersion: string; kind: string }>;

export type DecodedObject = Readonly<{
  /** The object in the API server's form, without unknown fields and without defaults. */
  object: JsonObject;
  /** For the `Warning` header: `unknown field "spec.replicaz"`. */
  warnings: readonly string[];
}>;

/**
 * Reads an object as kube-apiserver reads the body of a request, type by type. `duplicates` are the fields that its text has
 * twice (see `readJson`).
 * @throws DecodingFailed
 */
export function decodeObject(
  type: ObjectType,
  value: Json,
  { fieldValidation, duplicates = [] }: Readonly<{ fieldValidation: FieldValidation; duplicates?: readonly string[] }>,
): DecodedObject {
  const goType = `v1.${type.kind}`;
  const { types, unknownFields } = decodingErrors(goType, value);
  refuseOtherKinds(type, objectOf(value));
  const [firstType] = types;
  if (firstType !== undefined) throw cannotBeHandled(type, firstType);
  const strict = [
    ...duplicates.map((path) => `duplicate field ${JSON.stringify(path)}`),
    ...unknownFields.map((path) => `unknown field ${JSON.stringify(path)}`),
  ];
  if (fieldValidation === 'Strict' && strict.length > 0)
    throw cannotBeHandled(type, `strict decoding error: ${strict.join(', ')}`);
  return { object: objectOf(storedForm(goType, value)), warnings: fieldValidation === 'Warn' ? strict : [] };
}

function refuseOtherKinds(type: ObjectType, { apiVersion, kind }: JsonObject): void {
  if (typeof apiVersion === 'string' && apiVersion !== type.apiVersion)
    throw new DecodingFailed(
      `the API version in the data (${apiVersion}) does not match the expected API version (${type.apiVersion})`,
    );
  if (typeof kind === 'string' && kind !== type.kind)
    throw cannotBeHandled(
      type,
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(type.apiVersion)} in scheme "pkg/api/legacyscheme/scheme.go:30"`,
      kind,
    );
}

function cannotBeHandled({ kind: wanted }: ObjectType, reason: string, kind = wanted): DecodingFailed {
  return new DecodingFailed(`${kind} in version "v1" cannot be handled as a ${wanted}: ${reason}`, reason);
}
