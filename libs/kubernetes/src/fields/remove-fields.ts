import type { Json } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';
import { childNode, type FieldNode, typeNode } from './field-node.js';
import { fieldElement, listElement } from './field-path.js';
import { type FieldSet, isEmptySet } from './field-set.js';

/** A value without the fields of a set; a map or list that nothing is left of becomes `null`, as in structured-merge-diff. */
export function removeFields(node: FieldNode, value: Json, set: FieldSet): Json {
  if (node.kind === 'leaf' || isEmptySet(set)) return value;
  if (node.kind === 'list') return isJsonList(value) ? withoutElements(node, value, set) : value;
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, field]) => {
    const left = withoutChild(childNode(node, name) ?? LEAF, field ?? null, set.children.get(fieldElement(name)));
    return left === undefined ? [] : [[name, left] as const];
  });
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

const LEAF = typeNode('unknown');

function withoutElements(node: Extract<FieldNode, { kind: 'list' }>, list: readonly Json[], set: FieldSet): Json {
  const kept = list.flatMap((element) => {
    const left = withoutChild(node.element, element, set.children.get(listElement(element, node.keys)));
    return left === undefined || left === null ? [] : [left];
  });
  return kept.length === 0 ? null : kept;
}

function withoutChild(node: FieldNode, value: Json, set: FieldSet | undefined): Json | undefined {
  if (set === undefined) return value;
  return set.owned ? undefined : removeFields(node, value, set);
}
