import type { Json, JsonObject } from '../json.js';
import { isJsonObject } from '../json-shape.js';
import { type ApiField, elementType } from '../schema/api-type.js';
import { ordered } from './list-order.js';
import { PatchFailed } from './patch-failed.js';
import { withoutDirectives } from './without-directives.js';

type MergeObject = (object: JsonObject, patch: JsonObject, type: string) => JsonObject;

/** Merges two lists of one field: elements of one key become one, plain values are united. */
export function mergeList(
  live: readonly Json[],
  patch: readonly Json[],
  field: ApiField,
  mergeObject: MergeObject,
): readonly Json[] {
  if (field.mergeKey === '') return ordered([...new Set([...live, ...patch])], patch, live, '');
  const elements = patch.map((element) => keyed(element, field.mergeKey));
  const isReplaced = elements.some(({ $patch }) => $patch === 'replace');
  const plain = elements.filter(({ $patch }) => $patch === undefined);
  if (isReplaced) return plain;
  const merged = plain.reduce(
    (list, element) => mergeElement(list, element, field, mergeObject),
    withoutDeleted(live, elements, field.mergeKey),
  );
  return ordered(merged, plain, live, field.mergeKey);
}

function keyed(element: Json, mergeKey: string): JsonObject {
  if (!isJsonObject(element)) throw new PatchFailed(422, 'list element types are not identical');
  const { $patch: directive } = element;
  if (directive === 'merge') throw new PatchFailed(422, 'merging lists cannot yet be specified in the patch');
  if (directive !== undefined && directive !== 'delete' && directive !== 'replace')
    throw new PatchFailed(422, `unknown patch type: ${JSON.stringify(directive)} in map`);
  if (directive !== 'replace' && element[mergeKey] === undefined)
    throw new PatchFailed(422, `map: ${JSON.stringify(element)} does not contain declared merge key: ${mergeKey}`);
  return element;
}

function withoutDeleted(live: readonly Json[], elements: readonly JsonObject[], mergeKey: string): readonly Json[] {
  const deleted = elements.filter(({ $patch }) => $patch === 'delete').map((element) => element[mergeKey]);
  return live.filter((element) => !isJsonObject(element) || !deleted.includes(element[mergeKey]));
}

function mergeElement(
  list: readonly Json[],
  element: JsonObject,
  { mergeKey, type }: ApiField,
  mergeObject: MergeObject,
): readonly Json[] {
  const at = list.findIndex((other) => isJsonObject(other) && other[mergeKey] === element[mergeKey]);
  const found = list[at];
  if (!isJsonObject(found)) return [...list, withoutDirectives(element) ?? element];
  return list.with(at, mergeObject(found, element, elementType(type)));
}
