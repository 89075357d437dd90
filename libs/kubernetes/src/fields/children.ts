import type { Json } from '../json.js';
import { listOf, objectOf } from '../json-shape.js';
import { childNode, type FieldNode, typeNode } from './field-node.js';
import { fieldElement, listElement } from './field-path.js';

/** What is below a value, by the names a field set gives it. Elements of one key are several. */
export type Children = ReadonlyMap<string, Readonly<{ node: FieldNode; values: readonly Json[] }>>;

/** The fields of a struct or map, or the elements of a list; a leaf has none. */
export function childrenOf(node: FieldNode, value: Json | undefined): Children {
  switch (node.kind) {
    case 'leaf':
      return new Map();
    case 'list':
      return elementsOf(node, listOf(value));
    case 'struct':
    case 'map':
      return new Map(
        Object.entries(objectOf(value)).flatMap(([name, field]) =>
          field === undefined
            ? []
            : [[fieldElement(name), { node: childNode(node, name) ?? UNKNOWN, values: [field] }] as const],
        ),
      );
  }
}

const UNKNOWN = typeNode('unknown');

function elementsOf(node: Extract<FieldNode, { kind: 'list' }>, list: readonly Json[]): Children {
  const elements = new Map<string, { node: FieldNode; values: Json[] }>();
  for (const element of list) {
    const name = listElement(element, node.keys);
    const same = elements.get(name);
    if (same === undefined) elements.set(name, { node: node.element, values: [element] });
    else same.values.push(element);
  }
  return elements;
}
