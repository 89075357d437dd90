import { ANY_ELEMENT, isElementPart, partsOfPath } from './field-path.js';

/** So many ways to write a path are kept; one has as many as there are ways to write `[*]` for some of its elements. */
const MOST_WAYS = 8;

/**
 * Everything that a field lies beneath, itself included, each also with `[*]` in the place of elements: `spec`, `spec.template`, …,
 * `spec.template.spec.containers[name="web"].image` and `spec.template.spec.containers[*].image`.
 */
export function pathPrefixes(path: string): readonly string[] {
  const prefixes: string[] = [];
  let ways: readonly string[] = [''];
  for (const part of partsOfPath(path)) {
    const both = isElementPart(part) && ways.length < MOST_WAYS;
    ways = ways.flatMap((way) => (both ? [way + part, way + ANY_ELEMENT] : [way + part]));
    prefixes.push(...ways);
  }
  return prefixes;
}

/** Whether a field is the one asked for, or lies beneath it. */
export function isBeneath(path: string, asked: string): boolean {
  const [parts, wanted] = [partsOfPath(path), partsOfPath(asked)];
  return wanted.every(
    (part, index) => part === parts[index] || (part === ANY_ELEMENT && isElementPart(parts[index] ?? '')),
  );
}
