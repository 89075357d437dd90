import { byteOrder } from './byte-order.js';
import type { Json } from './json.js';
import { isJsonList } from './json-shape.js';

/**
 * One text for one value: keys sorted by their UTF-8 bytes, keys without a value (`null`, `undefined`) left out, no space.
 * Two values of the same meaning have the same text, so it is what content addresses are taken of.
 */
export function canonicalJson(value: Json | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (isJsonList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort(byteOrder)) {
    const field = value[key];
    if (field !== undefined && field !== null) fields.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
  }
  return `{${fields.join(',')}}`;
}
