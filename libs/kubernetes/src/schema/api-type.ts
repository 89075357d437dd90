import { API_TYPES } from '../tables/api-types.js';

/** A field of an API type: its key in JSON, its Go type, and how a strategic merge patch treats it. */
export type ApiField = Readonly<{
  name: string;
  type: string;
  omitEmpty: boolean;
  /** `merge`, `retainKeys`, both or none. */
  strategies: readonly string[];
  mergeKey: string;
}>;

export type ApiType = ReadonlyMap<string, ApiField>;

const known = new Map<string, ApiType | undefined>();

/** The fields of an API type in the order they are written; undefined for a type without fields. */
export function apiType(type: string): ApiType | undefined {
  if (!known.has(type)) known.set(type, readType(API_TYPES[type]));
  return known.get(type);
}

/** The type of a list's elements, of a map's values, or behind a pointer. */
export function elementType(type: string): string {
  return elements.get(type) ?? keep(elements, type, readElement(type));
}

const elements = new Map<string, string>();

function readElement(type: string): string {
  if (type === 'v1.ResourceList') return 'resource.Quantity';
  return type.replace(/^(\*|\[\]|map\[string\])/, '');
}

export type Shape = 'pointer' | 'list' | 'map' | 'struct' | 'scalar';

export function shapeOf(type: string): Shape {
  return shapes.get(type) ?? keep(shapes, type, readShape(type));
}

const shapes = new Map<string, Shape>();

function readShape(type: string): Shape {
  if (type.startsWith('*')) return 'pointer';
  if (type.startsWith('[]')) return 'list';
  if (type.startsWith('map[') || type === 'v1.ResourceList') return 'map';
  return apiType(type) === undefined ? 'scalar' : 'struct';
}

function keep<T>(known: Map<string, T>, type: string, found: T): T {
  known.set(type, found);
  return found;
}

function readType(text: string | undefined): ApiType | undefined {
  if (text === undefined) return undefined;
  return new Map(text.split(' ').map((field) => [field.slice(0, field.indexOf(':')), readField(field.split(':'))]));
}

function readField(parts: readonly string[]): ApiField {
  const [name, type, flags, strategies, mergeKey] = parts;
  return {
    name: name ?? '',
    type: type ?? '',
    omitEmpty: flags === 'o',
    strategies: (strategies ?? '').split(',').filter((strategy) => strategy !== ''),
    mergeKey: mergeKey ?? '',
  };
}
