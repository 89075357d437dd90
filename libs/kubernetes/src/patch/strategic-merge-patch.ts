import type { Json, JsonObject } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';
import { type ApiField, apiType, elementType } from '../schema/api-type.js';
import { mergeList } from './merge-list.js';
import { ordered } from './list-order.js';
import { PatchFailed } from './patch-failed.js';
import { withoutDirectives } from './without-directives.js';

const ORDER = '$setElementOrder/';
const DELETE = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';

/**
 * Strategic merge patch (apimachinery's strategicpatch): a merge patch in which lists of named things are merged by their
 * key, with the directives `$patch`, `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…`.
 * @throws PatchFailed
 */
export function applyStrategicMergePatch(object: JsonObject, patch: JsonObject, type = 'v1.Deployment'): JsonObject {
  return mergeObject(object, patch, type);
}

/** Merges one object; a type without fields (labels) is merged key by key. */
function mergeObject(object: JsonObject, patch: JsonObject, type: string): JsonObject {
  const { $patch: directive, ...rest } = patch;
  if (directive !== undefined) return replacedOrDeleted(directive, rest);
  const merged = new Map(Object.entries(retained(object, patch)));
  const fields = patchedFields(patch);
  for (const name of fields) {
    const value = mergeField(merged.get(name), readFieldPatch(patch, name), fieldOf(type, name));
    if (value === undefined) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

function replacedOrDeleted(directive: Json, rest: JsonObject): JsonObject {
  if (directive === 'replace') return rest;
  if (directive === 'delete') return {};
  throw new PatchFailed(422, `unknown patch type: ${JSON.stringify(directive)} in map`);
}

// With $retainKeys only the keys listed stay: how `volumes` and `strategy` change from one kind to another.
function retained(object: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch[RETAIN];
  if (keys === undefined) return object;
  if (!isJsonList(keys)) throw new PatchFailed(400, 'invalid patch format of retainKeys');
  const isStray = ([key, value]: [string, Json | undefined]): boolean =>
    !key.startsWith('$') && value !== null && !keys.includes(key);
  if (Object.entries(patch).some(isStray)) throw new PatchFailed(400, 'invalid patch format of retainKeys');
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function patchedFields(patch: JsonObject): ReadonlySet<string> {
  const names = Object.keys(patch).filter((key) => key !== RETAIN);
  return new Set(
    names.map((key) => (key.startsWith(ORDER) || key.startsWith(DELETE) ? key.slice(key.indexOf('/') + 1) : key)),
  );
}

type FieldPatch = Readonly<{ value: Json | undefined; order?: readonly Json[]; removed?: readonly Json[] }>;

function readFieldPatch(patch: JsonObject, name: string): FieldPatch {
  const order = patch[ORDER + name];
  const removed = patch[DELETE + name];
  if (order !== undefined && !isJsonList(order))
    throw new PatchFailed(400, 'invalid patch format of setElementOrder list');
  if (removed !== undefined && !isJsonList(removed))
    throw new PatchFailed(400, 'invalid patch format of primitive list');
  return { value: patch[name], ...(order && { order }), ...(removed && { removed }) };
}

function fieldOf(type: string, name: string): ApiField {
  const unknown = { name, type: '', omitEmpty: false, strategies: [], mergeKey: '' };
  return apiType(type)?.get(name) ?? unknown;
}

function mergeField(current: Json | undefined, patch: FieldPatch, field: ApiField): Json | undefined {
  const merged = mergeValue(current, patch.value, field);
  const reordered = patch.order && isJsonList(merged) ? ordered(merged, patch.order, current, field.mergeKey) : merged;
  const { removed } = patch;
  return removed && isJsonList(reordered) ? reordered.filter((element) => !removed.includes(element)) : reordered;
}

function mergeValue(current: Json | undefined, patch: Json | undefined, field: ApiField): Json | undefined {
  if (patch === undefined) return current;
  if (patch === null) return undefined;
  if (isJsonObject(current) && isJsonObject(patch)) return mergeObject(current, patch, elementType(field.type));
  if (!isJsonList(current) || !isJsonList(patch)) return withoutDirectives(patch);
  return field.strategies.includes('merge') ? mergeList(current, patch, field, mergeObject) : patch;
}
