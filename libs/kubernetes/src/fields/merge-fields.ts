import type { Json, JsonObject } from '../json.js';
import { isJsonList, isJsonObject, listOf, objectOf } from '../json-shape.js';
import { childNode, type FieldNode, typeNode } from './field-node.js';
import { listElement } from './field-path.js';

/**
 * A value with a configuration laid over it (structured-merge-diff, typed/merge.go): what the configuration says wins, what it
 * does not say stays. Lists keep the configuration's order; elements it does not have keep their place among the others.
 */
export function mergeFields(node: FieldNode, live: Json | undefined, config: Json | undefined): Json | undefined {
  if (config === undefined) return live;
  if (live === undefined || node.kind === 'leaf' || !isMergeable(node, config)) return config;
  return node.kind === 'list' ? mergeLists(node, live, config) : mergeObjects(node, objectOf(live), config);
}

// null lays nothing over what is there; anything else of another shape replaces it.
function isMergeable({ kind }: FieldNode, config: Json): boolean {
  return config === null || (kind === 'list' ? isJsonList(config) : isJsonObject(config));
}

function mergeObjects(node: FieldNode, live: JsonObject, config: Json): Json {
  const over = objectOf(config);
  const names = new Set([...Object.keys(live), ...Object.keys(over)]);
  if (names.size === 0) return config;
  return Object.fromEntries(
    [...names].map((name) => [name, mergeFields(childNode(node, name) ?? LEAF, live[name], over[name])]),
  );
}

const LEAF = typeNode('unknown');

type ListNode = Extract<FieldNode, { kind: 'list' }>;

function mergeLists(node: ListNode, live: Json, config: Json): Json {
  const [before, over] = [listOf(live), listOf(config)];
  if (before.length === 0) return config;
  const nameOf = (element: Json): string => listElement(element, node.keys);
  const known = new Map(before.map((element) => [nameOf(element), element]));
  const rest = over.map((element) => ({ name: nameOf(element), element }));
  const wanted = new Set(rest.map(({ name }) => name));
  const shared = rest.filter(({ name }) => known.has(name)).values();
  let [next, taken] = [shared.next().value, 0];
  const take = (upTo: number): readonly Json[] => {
    const elements = rest.slice(taken, upTo);
    taken = upTo;
    return elements.map(({ name, element }) => mergeFields(node.element, known.get(name), element) ?? null);
  };
  const merged: Json[] = [];
  for (const element of before) {
    const name = nameOf(element);
    if (!wanted.has(name)) merged.push(element);
    else if (name === next?.name) {
      // What the configuration has before this element comes before it; one whose turn is later waits for it.
      merged.push(...take(rest.indexOf(next, taken) + 1));
      next = shared.next().value;
    }
  }
  return [...merged, ...take(rest.length)];
}
