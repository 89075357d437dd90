import { isJsonList, isJsonObject, type Json } from '#libs/kubernetes';

/** A value as Go's `%+v` prints it: `map[spec:map[replicas:4]]`. */
export function goMap(value: Json | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (isJsonList(value)) return `[${value.map(goMap).join(' ')}]`;
  if (!isJsonObject(value)) return String(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goMap(value[key])}`);
  return `map[${entries.join(' ')}]`;
}
