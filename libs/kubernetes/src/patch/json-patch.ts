import { canonicalJson } from '../canonical-json.js';
import type { Json } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';
import { added, misfit, removed, replaced, valueAt } from './json-pointer.js';
import { PatchFailed } from './patch-failed.js';

/** One step of a JSON Patch. */
export type JsonPatchOperation =
  | Readonly<{ op: 'add' | 'replace' | 'test'; path: string; value: Json }>
  | Readonly<{ op: 'remove'; path: string }>
  | Readonly<{ op: 'move' | 'copy'; path: string; from: string }>;

/** A JSON Patch may have this many steps, as in the API server. */
export const MOST_PATCH_OPERATIONS = 10_000;

/**
 * JSON Patch (RFC 6902) as the API server applies it: all steps or none.
 * @throws PatchFailed with status 422 for whatever does not fit; Kubernetes tells no reason
 */
export function applyJsonPatch(document: Json, patch: readonly JsonPatchOperation[]): Json {
  return patch.reduce(applyOperation, document);
}

/**
 * Reads a JSON Patch from a request's body.
 * @throws PatchFailed
 */
export function readJsonPatch(body: Json): readonly JsonPatchOperation[] {
  if (!isJsonList(body)) throw new PatchFailed(400, 'error decoding patch: a JSON patch is a list of operations');
  if (body.length > MOST_PATCH_OPERATIONS)
    throw new PatchFailed(
      422,
      `The allowed maximum operations in a JSON patch is ${MOST_PATCH_OPERATIONS}, got ${body.length}`,
    );
  return body.map(readOperation);
}

const OPERATIONS: readonly Json[] = ['add', 'replace', 'test', 'remove', 'move', 'copy'];

function readOperation(operation: Json): JsonPatchOperation {
  if (!isJsonObject(operation)) throw new PatchFailed(400, 'error decoding patch: an operation is an object');
  const { op, path, from, value } = operation;
  const mustBeTexts = op === 'move' || op === 'copy' ? [path, from] : [path];
  if (!OPERATIONS.includes(op ?? null) || mustBeTexts.some((text) => typeof text !== 'string')) throw misfit();
  return { op, path, from, value: value ?? null } as unknown as JsonPatchOperation;
}

function applyOperation(document: Json, operation: JsonPatchOperation): Json {
  const { path } = operation;
  switch (operation.op) {
    case 'add':
      return added(document, path, operation.value);
    case 'replace':
      return replaced(document, path, operation.value);
    case 'remove':
      return removed(document, path);
    case 'test':
      if (canonicalJson(valueAt(document, path)) !== canonicalJson(operation.value)) throw misfit();
      return document;
    case 'copy':
      return added(document, path, knownValue(document, operation.from));
    case 'move':
      return added(removed(document, operation.from), path, knownValue(document, operation.from));
  }
}

function knownValue(document: Json, path: string): Json {
  const value = valueAt(document, path);
  if (value === undefined) throw misfit();
  return value;
}
