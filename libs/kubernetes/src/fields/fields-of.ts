import type { Json } from '../json.js';
import { isJsonObject } from '../json-shape.js';
import { childrenOf } from './children.js';
import { childNode, type FieldNode } from './field-node.js';
import { fieldElement } from './field-path.js';
import { type FieldSet, isEmptySet, THE_FIELD } from './field-set.js';

/**
 * The fields that a value names, as an apply owns them (structured-merge-diff, typed/tofieldset.go): scalars and what is owned
 * whole, elements of lists, keys of maps; a struct only by what is in it.
 */
export function fieldsOf(node: FieldNode, value: Json): FieldSet {
  if (node.kind === 'leaf') return THE_FIELD;
  const children = new Map<string, FieldSet>();
  for (const [name, { node: below, values }] of childrenOf(node, value)) {
    const [first = null, ...others] = values;
    const set = others.length > 0 ? THE_FIELD : fieldsOf(below, first);
    const isNamedItself = node.kind !== 'struct' || isNothing(first);
    const named = isNamedItself ? { ...set, owned: true } : set;
    if (!isEmptySet(named)) children.set(name, named);
  }
  return { owned: false, children };
}

function isNothing(value: Json): boolean {
  return value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}

/** A set and with it the structs that its fields are in: who takes all fields out of one takes it out as well. */
export function withNamedParents(node: FieldNode, set: FieldSet): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [name, child] of set.children) {
    const below = nodeBelow(node, name);
    const filled = below === undefined ? child : withNamedParents(below, child);
    const isParent = node.kind === 'struct' && below !== undefined && child.children.size > 0;
    children.set(name, isParent ? { ...filled, owned: true } : filled);
  }
  return { owned: set.owned, children };
}

/** The node of what a set calls by a name. */
export function nodeBelow(node: FieldNode, element: string): FieldNode | undefined {
  if (node.kind === 'list') return node.element;
  return element.startsWith(fieldElement('')) ? childNode(node, element.slice(2)) : undefined;
}
