import type { Json, JsonObject } from '../json.js';
import { decodeObject, type FieldValidation } from './decode-object.js';

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
  options: Readonly<{ fieldValidation: FieldValidation }>,
): DecodedDeployment {
  const { object, warnings } = decodeObject({ apiVersion: 'apps/v1', kind: 'Deployment' }, value, options);
  return { deployment: object, warnings };
}
