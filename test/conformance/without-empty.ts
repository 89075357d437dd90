import type { Json, JsonObject } from '#libs/kubernetes';

/** A value without what is empty, zero or false: the API server does not store it, the model does. */
export function withoutEmpty(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one: Json) => withoutEmpty(one) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, Json> = {};
  for (const [key, field] of Object.entries(value as JsonObject)) {
    const clean = withoutEmpty(field);
    if (clean !== undefined && !isEmpty(clean)) kept[key] = clean;
  }
  return kept;
}

function isEmpty(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return !value;
}
