/** Reads a value as parsed from JSON, or throws ShapeMismatch; `path` names the value. */
export type Shape<T> = (value: unknown, path: string) => T;

/** A stored value is not what it must be. */
export class ShapeMismatch extends Error {
  readonly code = 'ShapeMismatch';
  constructor(
    readonly path: string,
    readonly wanted: string,
  ) {
    super(`${path} must be ${wanted}`);
  }
}

/** An object with these fields; others are left out. */
export function object<T extends object>(fields: { readonly [K in keyof T]: Shape<T[K]> }): Shape<T> {
  const entries = Object.entries<Shape<unknown>>(fields);
  return (value, path) => {
    if (!isObject(value)) throw new ShapeMismatch(path, 'an object');
    return Object.fromEntries(entries.map(([key, shape]) => [key, shape(value[key], `${path}.${key}`)])) as T;
  };
}

export const text = primitive('a string', (value) => typeof value === 'string');

export const flag = primitive('true or false', (value) => typeof value === 'boolean');

export const count = primitive(
  'a whole number, 0 or more',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);

export const seconds = primitive('a number, 0 or more', (value) => Number.isFinite(value) && Number(value) >= 0);

/** An object of strings, such as labels. */
export const textMap: Shape<Readonly<Record<string, string>>> = (value, path) => {
  if (!isObject(value)) throw new ShapeMismatch(path, 'an object');
  for (const key of Object.keys(value)) text(value[key], `${path}[${JSON.stringify(key)}]`);
  return value as Record<string, string>;
};

/** A value kept as it is, where `holds` says that what Rollbook itself reads of it is there. */
export function kept<T>(wanted: string, holds: (value: Readonly<Record<string, unknown>>) => boolean): Shape<T> {
  return (value, path) => {
    if (!isObject(value) || !holds(value)) throw new ShapeMismatch(path, wanted);
    return value as T;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function primitive<T>(wanted: string, holds: (value: unknown) => value is T): Shape<T>;
function primitive(wanted: string, holds: (value: unknown) => boolean): Shape<number>;
function primitive(wanted: string, holds: (value: unknown) => boolean): Shape<unknown> {
  return (value, path) => {
    if (!holds(value)) throw new ShapeMismatch(path, wanted);
    return value;
  };
}
