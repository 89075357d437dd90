import { apiType, elementType, shapeOf } from '../schema/api-type.js';
import { ATOMIC_MAPS, ATOMIC_TYPES, FIELD_LISTS } from '../tables/field-lists.js';

/**
 * How a value's fields are owned: as one, field by field, or element by element. `leaf` holds scalars and all that is owned whole.
 */
export type FieldNode =
  | Readonly<{ kind: 'leaf'; type: string }>
  | Readonly<{ kind: 'struct'; type: string }>
  | Readonly<{ kind: 'map'; type: string; element: FieldNode }>
  /** Without keys the elements are plain values: a set. */
  | Readonly<{ kind: 'list'; type: string; keys: readonly string[]; element: FieldNode }>;

/** The node of a value of an API type. */
export function typeNode(type: string): FieldNode {
  const shape = shapeOf(type);
  if (shape === 'pointer') return typeNode(elementType(type));
  if (shape === 'map') return { kind: 'map', type, element: typeNode(elementType(type)) };
  const isWhole = shape !== 'struct' || ATOMIC_TYPES.has(type);
  return { kind: isWhole ? 'leaf' : 'struct', type };
}

/** The node of a struct's field, or of a map's value; undefined for a field that the type does not have. */
export function childNode(node: FieldNode, name: string): FieldNode | undefined {
  if (node.kind === 'map') return node.element;
  if (node.kind !== 'struct') return undefined;
  const known = fieldsOf(node.type);
  return known.get(name);
}

const known = new Map<string, ReadonlyMap<string, FieldNode>>();

function fieldsOf(type: string): ReadonlyMap<string, FieldNode> {
  const found = known.get(type);
  if (found !== undefined) return found;
  const lists = ownedLists(type);
  const fields = [...(apiType(type)?.values() ?? [])];
  const made = new Map(
    fields.map((field) => [field.name, fieldNode(`${type}.${field.name}`, field.type, lists.get(field.name))]),
  );
  known.set(type, made);
  return made;
}

function fieldNode(path: string, type: string, treatment: string | undefined): FieldNode {
  if (ATOMIC_MAPS.has(path)) return { kind: 'leaf', type };
  if (treatment === undefined || shapeOf(type) !== 'list') return typeNode(type);
  const keys = treatment === 'set' ? [] : treatment.split(',');
  return { kind: 'list', type, keys, element: typeNode(elementType(type)) };
}

function ownedLists(type: string): ReadonlyMap<string, string> {
  const pairs = (FIELD_LISTS[type] ?? '').split(' ').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]));
}
