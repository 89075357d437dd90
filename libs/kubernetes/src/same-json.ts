import type { Json, JsonObject } from './json.js';
import { isJsonList, isJsonObject } from './json-shape.js';

/** Whether two values have one canonical JSON (see `canonicalJson`), found without writing it. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isJsonList(a) && isJsonList(b)) return sameList(a, b);
  if (isJsonObject(a) && isJsonObject(b)) return sameObject(a, b);
  return (a ?? null) === (b ?? null);
}

function sameList(a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((element, index) => sameJson(element, b[index]));
}

function sameObject(a: JsonObject, b: JsonObject): boolean {
  return (
    Object.keys(a).every((key) => sameJson(a[key], Object.hasOwn(b, key) ? b[key] : undefined)) &&
    Object.keys(b).every((key) => Object.hasOwn(a, key) || (b[key] ?? null) === null)
  );
}
