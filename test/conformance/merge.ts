import type { Json, JsonObject } from '#libs/kubernetes';

/** JSON merge patch (RFC 7386). */
export function mergePatch(target: Json | undefined, patch: Json | undefined): Json | undefined {
  if (!isObject(patch)) return patch;
  const merged: Record<string, Json | undefined> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/** What `kubectl apply` makes of a live object: fields of the manifest set, fields that were in the last manifest and are not now removed. */
export function threeWayMerge(
  live: Json | undefined,
  last: Json | undefined,
  next: Json | undefined,
): Json | undefined {
  if (isObject(next) && isObject(live)) return mergeObjects(live, isObject(last) ? last : {}, next);
  if (isNamedList(next) && isNamedList(live)) return mergeLists(live, isNamedList(last) ? last : [], next);
  return next;
}

function mergeObjects(live: JsonObject, last: JsonObject, next: JsonObject): JsonObject {
  const merged: Record<string, Json | undefined> = { ...live };
  for (const key of Object.keys(last)) if (next[key] === undefined) Reflect.deleteProperty(merged, key);
  for (const [key, value] of Object.entries(next)) merged[key] = threeWayMerge(live[key], last[key], value);
  return merged;
}

type Named = JsonObject & Readonly<{ name: string }>;

// Containers, env, volumes: merged by name.
function mergeLists(live: readonly Named[], last: readonly Named[], next: readonly Named[]): Json {
  const names = new Set(next.map(({ name }) => name));
  const gone = new Set(last.map(({ name }) => name).filter((name) => !names.has(name)));
  const find = (list: readonly Named[], name: string): Named | undefined =>
    list.find((element) => element.name === name);
  const kept = live.filter(({ name }) => !names.has(name) && !gone.has(name));
  return [
    ...next.map((element) => threeWayMerge(find(live, element.name), find(last, element.name), element) as Json),
    ...kept,
  ];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(value: Json | undefined): value is readonly Named[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((element) => isObject(element as Json) && 'name' in element)
  );
}
