import { canonicalJson } from '../canonical-json.js';
import type { Json } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';
import { type Children, childrenOf } from './children.js';
import type { FieldNode } from './field-node.js';
import { type FieldSet, isEmptySet, NO_FIELDS, THE_FIELD } from './field-set.js';

/** Which fields came, changed and went from one value to another. */
export type Comparison = Readonly<{ added: FieldSet; modified: FieldSet; removed: FieldSet }>;

/**
 * Compares two values of one type as structured-merge-diff does (typed/compare.go): `null` is a value that is there, and a
 * map or list that is there only once counts itself besides what is in it.
 */
export function compareFields(node: FieldNode, before: Json | undefined, after: Json | undefined): Comparison {
  if (before === after) return SAME;
  if (before === undefined) return { ...SAME, added: everyField(node, after) };
  if (after === undefined) return { ...SAME, removed: everyField(node, before) };
  const isWhole = node.kind === 'leaf' || (isBare(before) && isBare(after));
  if (isWhole) return compareWhole(before, after);
  return compareBelow(childrenOf(node, before), childrenOf(node, after));
}

const SAME: Comparison = { added: NO_FIELDS, modified: NO_FIELDS, removed: NO_FIELDS };

/** A value that stands on one side alone, and all that is below it. */
function everyField(node: FieldNode, value: Json | undefined): FieldSet {
  if (node.kind === 'leaf' || isBare(value)) return THE_FIELD;
  const children = new Map<string, FieldSet>();
  for (const [name, { node: below, values }] of childrenOf(node, value))
    children.set(name, values.length === 1 ? everyField(below, values[0]) : THE_FIELD);
  return { owned: true, children };
}

function compareWhole(before: Json, after: Json): Comparison {
  return canonicalJson(before) === canonicalJson(after) ? SAME : { ...SAME, modified: THE_FIELD };
}

function compareBelow(before: Children, after: Children): Comparison {
  const names = new Set([...before.keys(), ...after.keys()]);
  const compared = [...names].map((name) => [name, compareChild(before.get(name), after.get(name))] as const);
  return {
    added: setOf(compared.map(([name, { added }]) => [name, added])),
    modified: setOf(compared.map(([name, { modified }]) => [name, modified])),
    removed: setOf(compared.map(([name, { removed }]) => [name, removed])),
  };
}

function setOf(children: readonly (readonly [string, FieldSet])[]): FieldSet {
  return { owned: false, children: new Map(children.filter(([, set]) => !isEmptySet(set))) };
}

type Child = Readonly<{ node: FieldNode; values: readonly Json[] }>;

function compareChild(before: Child | undefined, after: Child | undefined): Comparison {
  const { node } = after ?? before ?? {};
  return node === undefined ? SAME : compareValues(node, before?.values ?? [], after?.values ?? []);
}

// Elements that share a key cannot be told apart: they are compared as one.
function compareValues(node: FieldNode, before: readonly Json[], after: readonly Json[]): Comparison {
  const isOneEach = before.length < 2 && after.length < 2;
  if (isOneEach) return compareFields(node, before[0], after[0]);
  if (before.length === 0) return { ...SAME, added: THE_FIELD };
  return after.length === 0 ? { ...SAME, removed: THE_FIELD } : compareWhole(before, after);
}

/** Nothing, null, or a map or list with nothing in it. */
function isBare(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (isJsonList(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
