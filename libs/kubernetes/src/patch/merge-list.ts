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
  const kept = withoutDeleted(live, elements, field.mergeKey);
  return ordered(mergeElements(kept, plain, field, mergeObject), plain, live, field.mergeKey);
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
  const keys = new Set(deleted);
  return keys.size === 0 ? live : live.filter((element) => !isJsonObject(element) || !keys.has(element[mergeKey]));
}

function mergeElements(
  list: readonly Json[],
  elements: readonly JsonObject[],
  { mergeKey, type }: ApiField,
  mergeObject: MergeObject,
): readonly Json[] {
  const merged = [...list];
  const places = new Map<Json | undefined, number>();
  merged.forEach((element, index) => {
    if (isJsonObject(element) && !places.has(element[mergeKey])) places.set(element[mergeKey], index);
  });
  for (const element of elements) {
    const at = places.get(element[mergeKey]) ?? merged.length;
    const found = merged[at];
    places.set(element[mergeKey], at);
    merged[at] = isJsonObject(found)
      ? mergeObject(found, element, elementType(type))
      : (withoutDirectives(element) ?? element);
  }
  return merged;
}
