import type { Json } from '../json.js';
import { isJsonObject, objectOf } from '../json-shape.js';

/** JSON Merge Patch (RFC 7386): objects are merged, null removes a key, everything else is replaced. */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map(Object.entries(objectOf(target)));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) merged.set(key, applyMergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
