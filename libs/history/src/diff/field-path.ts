/** The path of a field of an object; keys that are no plain words are quoted, as in `metadata.labels["app.kubernetes.io/name"]`. */
export function fieldPath(path: string, field: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(field)) return `${path}[${JSON.stringify(field)}]`;
  return path === '' ? field : `${path}.${field}`;
}

/** The path of an element of a list, by the key that tells its elements apart; `id` is the key's value as JSON. */
export function elementPath(path: string, key: string, id: string): string {
  return `${path}[${key}=${id}]`;
}

/** The parts of a path, which make it up when they are put together: `spec`, `.template`, `["a/b"]`, `[name="web"]`. */
export function partsOfPath(path: string): readonly string[] {
  return path.match(PART) ?? [];
}

/** Whether a part says which element of a list, or any. */
export function isElementPart(part: string): boolean {
  return part === ANY_ELEMENT || /^\[[A-Za-z]+=/.test(part);
}

/** Stands for any element of a list. */
export const ANY_ELEMENT = '[*]';

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
const PART = new RegExp(
  `\\.?[A-Za-z_]\\w*|\\[${QUOTED}\\]|\\[[A-Za-z]+=(?:${QUOTED}|[^"\\]][^\\]]*)\\]|\\[\\*\\]`,
  'g',
);

/** The name of the container that a field is in; undefined for one that is in none. */
export function containerOfPath(path: string): string | undefined {
  const name = /ontainers\[name=("(?:[^"\\]|\\.)*")\]/.exec(path)?.[1];
  return name === undefined ? undefined : (JSON.parse(name) as string);
}
