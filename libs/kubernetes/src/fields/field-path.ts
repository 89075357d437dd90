import { canonicalJson } from '../canonical-json.js';
import type { Json, JsonObject } from '../json.js';
import { isJsonObject } from '../json-shape.js';

/** The name of a struct's or map's field in a set. */
export function fieldElement(name: string): string {
  return `f:${name}`;
}

/** The name of a list's element in a set: by its keys, or by its value where there are none. */
export function listElement(element: Json, keys: readonly string[]): string {
  if (keys.length === 0) return `v:${canonicalJson(element)}`;
  const object = isJsonObject(element) ? element : {};
  const [key = ''] = keys;
  if (keys.length === 1) return `k:{${JSON.stringify(key)}:${JSON.stringify(object[key] ?? '')}}`;
  return `k:${canonicalJson(Object.fromEntries(keys.map((key) => [key, object[key] ?? KEY_DEFAULTS[key] ?? ''])))}`;
}

/** The only key that may be left out. */
const KEY_DEFAULTS: JsonObject = { protocol: 'TCP' };

/** A path as Kubernetes prints it: `.spec.template.spec.containers[name="web"].image`. */
export function pathText(path: readonly string[]): string {
  return path.map(elementText).join('');
}

function elementText(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith('f:')) return `.${rest}`;
  if (element.startsWith('k:')) return `[${keysText(rest)}]`;
  return element.startsWith('v:') ? `[=${rest}]` : `[${rest}]`;
}

function keysText(keys: string): string {
  try {
    const entries = Object.entries(JSON.parse(keys) as JsonObject);
    return entries.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',');
  } catch {
    return keys; // anybody can write managedFields: what is no key is shown as it is
  }
}
