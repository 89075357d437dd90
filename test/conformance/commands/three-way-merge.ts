import { isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';

/**
 * What `kubectl apply` makes of a live object: fields of the manifest are set, and those that were in the last manifest and are not
 * in this one are removed.
 */
export function threeWayMerge(live: Json | undefined, last: Json | undefined, next: Json): Json {
  if (isJsonObject(next) && isJsonObject(live)) return mergeObjects(live, isJsonObject(last) ? last : {}, next);
  const key = MERGE_KEYS.find((name) => [next, live].every((list) => isKeyedList(list, name)));
  if (key === undefined) return next;
  return mergeLists(key, live as readonly JsonObject[], isKeyedList(last, key) ? last : [], next as readonly JsonObject[]);
}

// A key that is null in the manifest is removed.
function mergeObjects(live: JsonObject, last: JsonObject, next: JsonObject): JsonObject {
  const merged = new Map(Object.entries(live));
  for (const key of Object.keys(last)) if (next[key] === undefined) merged.delete(key);
  for (const [key, value] of Object.entries(next)) {
    if (value === null || value === undefined) merged.delete(key);
    else merged.set(key, threeWayMerge(live[key], last[key], value));
  }
  return Object.fromEntries(merged);
}

// Ports, mounts and the like have a key of their own, though some have names too; containers, env and volumes are merged by name.
const MERGE_KEYS = ['containerPort', 'mountPath', 'devicePath', 'topologyKey', 'name'];

function mergeLists(
  key: string,
  live: readonly JsonObject[],
  last: readonly JsonObject[],
  next: readonly JsonObject[],
): Json {
  const has = (list: readonly JsonObject[], one: JsonObject): JsonObject | undefined =>
    list.find((element) => element[key] === one[key]);
  const kept = live.filter((one) => has(next, one) === undefined && has(last, one) === undefined);
  return [...next.map((one) => threeWayMerge(has(live, one), has(last, one), one)), ...kept];
}

function isKeyedList(value: Json | undefined, key: string): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every((one: Json) => isJsonObject(one) && key in one);
}
