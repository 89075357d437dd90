import { isJsonList, isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';
import { elementPath, fieldPath } from './field-path.js';
import { byKey, keyOfList } from './list-keys.js';

/** Values that have no fields of their own, by their paths. */
export type LeafFields = ReadonlyMap<string, Json>;

/**
 * The leaves of a value: `image` of each container, `value` of each variable. Lists that Kubernetes merges by a key are taken
 * apart by it; the key itself is no leaf, for the path says it, and a list of several has its order as one: `["web","proxy"]`.
 * Other lists, and objects without fields, are leaves as a whole.
 */
export function leafFields(value: JsonObject, path: string): LeafFields {
  const leaves = new Map<string, Json>();
  collectObject(value, path, leaves);
  return leaves;
}

function collect(value: Json, { path, field }: Readonly<{ path: string; field: string }>, leaves: Leaves): void {
  if (isJsonObject(value)) collectObject(value, path, leaves);
  else if (isJsonList(value)) collectList(value, { path, field }, leaves);
  else leaves.set(path, value);
}

type Leaves = Map<string, Json>;

function collectObject(value: JsonObject, path: string, leaves: Leaves): void {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (fields.length === 0) leaves.set(path, value);
  for (const [field, inner] of fields) collect(inner ?? null, { path: fieldPath(path, field), field }, leaves);
}

function collectList(
  list: readonly Json[],
  { path, field }: Readonly<{ path: string; field: string }>,
  leaves: Leaves,
): void {
  const key = list.length === 0 ? undefined : keyOfList(field, [], list);
  if (key === undefined) {
    leaves.set(path, list);
    return;
  }
  if (list.length > 1)
    leaves.set(
      path,
      list.map((element) => (element as JsonObject)[key] ?? null),
    ); // keyed lists hold objects
  for (const [id, element] of byKey(list, key))
    collectElement(element as JsonObject, elementPath(path, key, id), { key, leaves });
}

// An element that has nothing but its key is a leaf all the same.
function collectElement(
  element: JsonObject,
  path: string,
  { key, leaves }: Readonly<{ key: string; leaves: Leaves }>,
): void {
  const { [key]: value, ...rest } = element;
  if (Object.keys(rest).length === 0) leaves.set(path, value ?? null);
  else collectObject(rest, path, leaves);
}
