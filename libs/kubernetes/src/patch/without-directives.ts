import type { Json } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';

/** A new value out of a patch: what is to be deleted is left out, and so are nulls and directives. */
export function withoutDirectives(patch: Json): Json | undefined {
  if (isJsonList(patch)) return patch.map(withoutDirectives).filter((element) => element !== undefined);
  if (!isJsonObject(patch)) return patch;
  if (patch.$patch !== undefined) return undefined;
  const entries = Object.entries(patch)
    .filter(([key, value]) => !key.startsWith('$') && value !== null)
    .map(([key, value]) => [key, value === undefined ? undefined : withoutDirectives(value)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
