import type { Json } from './json.js';

/** A text as it is, anything else as JSON prints it. */
export function scalarText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
