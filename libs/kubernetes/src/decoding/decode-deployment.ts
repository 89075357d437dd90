import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { storedForm } from '../schema/stored-form.js';
import { DecodingFailed } from './decoding-failed.js';
import { decodingErrors } from './decoding-errors.js';

/** What to do about a field Kubernetes does not know (`fieldValidation` of a request). */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export type DecodedDeployment = Readonly<{
  /** The Deployment in the API server's form, without unknown fields and without defaults. */
  deployment: JsonObject;
  /** For the `Warning` header: `unknown field "spec.replicaz"`. */
  warnings: readonly string[];
}>;

/**
 * Reads a Deployment as kube-apiserver reads the body of a request, type by type.
 * @throws DecodingFailed
 */
export function decodeDeployment(
  value: Json,
  options: { readonly fieldValidation: FieldValidation },
): DecodedDeployment {
  const { types, unknownFields } = decodingErrors('v1.Deployment', value);
  refuseOtherKinds(objectOf(value));
  const [firstType] = types;
  if (firstType !== undefined) throw cannotBeHandled(firstType);
  const unknown = unknownFields.map((path) => `unknown field ${JSON.stringify(path)}`);
  if (options.fieldValidation === 'Strict' && unknown.length > 0)
    throw cannotBeHandled(`strict decoding error: ${unknown.join(', ')}`);
  const deployment = objectOf(storedForm('v1.Deployment', value));
  return { deployment, warnings: options.fieldValidation === 'Warn' ? unknown : [] };
}

function refuseOtherKinds({ apiVersion, kind }: JsonObject): void {
  if (typeof apiVersion === 'string' && apiVersion !== 'apps/v1')
    throw new DecodingFailed(
      `the API version in the data (${apiVersion}) does not match the expected API version (apps/v1)`,
    );
  if (typeof kind === 'string' && kind !== 'Deployment')
    throw cannotBeHandled(
      `no kind ${JSON.stringify(kind)} is registered for version "apps/v1" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
      kind,
    );
}

function cannotBeHandled(reason: string, kind = 'Deployment'): DecodingFailed {
  return new DecodingFailed(`${kind} in version "v1" cannot be handled as a Deployment: ${reason}`);
}
