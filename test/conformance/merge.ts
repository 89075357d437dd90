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

/** Strategic merge patch as far as traces use it: objects merged, lists of named things merged by name, null removes. */
export function strategicPatch(target: Json | undefined, patch: Json | undefined): Json | undefined {
  if (isNamedList(patch) && isNamedList(target)) {
    const patched = target.map((one) => strategicPatch(one, patch.find(({ name }) => name === one.name) ?? {}) as Json);
    return [...patched, ...patch.filter(({ name }) => !target.some((one) => one.name === name))];
  }
  if (!isObject(patch)) return patch;
  const merged: Record<string, Json | undefined> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else merged[key] = strategicPatch(merged[key], value);
  }
  return merged;
}

type Operation = Readonly<{ op: string; path: string; value?: Json }>;

/** JSON patch (RFC 6902): add, replace and remove. */
export function jsonPatch(target: Json | undefined, patch: Json | undefined): Json | undefined {
  const operations = (Array.isArray(patch) ? patch : []) as readonly Operation[];
  return operations.reduce<Json | undefined>((value, { op, path, value: to }) => {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    return op === 'test' ? value : withValueAt(value, keys, op === 'remove' ? undefined : to);
  }, target);
}

function withValueAt(
  target: Json | undefined,
  [key, ...rest]: readonly string[],
  value: Json | undefined,
): Json | undefined {
  if (key === undefined) return value;
  if (Array.isArray(target)) {
    const list = [...(target as readonly Json[])];
    const index = key === '-' ? list.length : Number(key);
    const changed = withValueAt(list[index], rest, value);
    if (changed === undefined) list.splice(index, 1);
    else list[index] = changed;
    return list;
  }
  const { [key]: present, ...others } = isObject(target) ? target : {};
  const changed = withValueAt(present, rest, value);
  return changed === undefined ? others : { ...others, [key]: changed };
}
