/**
 * A set of fields of one object, as a tree: a path from the root to an owned node is in the set. Children bear the names that
 * `fieldsV1` gives them: `f:replicas`, `k:{"name":"web"}`, `v:"finalizer"`.
 */
export type FieldSet = Readonly<{ owned: boolean; children: ReadonlyMap<string, FieldSet> }>;

export const NO_FIELDS: FieldSet = { owned: false, children: new Map() };

/** One field and nothing below it. */
export const THE_FIELD: FieldSet = { owned: true, children: new Map() };

export function isEmptySet({ owned, children }: FieldSet): boolean {
  return !owned && children.size === 0;
}

export function unionOf(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmptySet(a)) return b;
  if (isEmptySet(b)) return a;
  const children = new Map(a.children);
  for (const [name, child] of b.children) children.set(name, unionOf(children.get(name) ?? NO_FIELDS, child));
  return { owned: a.owned || b.owned, children };
}

/** The fields of the first set that are not in the second. */
export function differenceOf(a: FieldSet, b: FieldSet): FieldSet {
  return fieldSet(a.owned && !b.owned, a.children, (name, child) => {
    const other = b.children.get(name);
    return other === undefined ? child : differenceOf(child, other);
  });
}

export function intersectionOf(a: FieldSet, b: FieldSet): FieldSet {
  return fieldSet(a.owned && b.owned, a.children, (name, child) => {
    const other = b.children.get(name);
    return other === undefined ? NO_FIELDS : intersectionOf(child, other);
  });
}

export function sameFields(a: FieldSet, b: FieldSet): boolean {
  return isEmptySet(differenceOf(a, b)) && isEmptySet(differenceOf(b, a));
}

/** Every path of a set, the fields of one level before those below them. */
export function pathsOf(set: FieldSet, prefix: readonly string[] = []): readonly (readonly string[])[] {
  const entries = [...set.children];
  const here = entries.filter(([, child]) => child.owned).map(([name]) => [...prefix, name]);
  return [...here, ...entries.flatMap(([name, child]) => pathsOf(child, [...prefix, name]))];
}

function fieldSet(
  owned: boolean,
  children: FieldSet['children'],
  change: (name: string, child: FieldSet) => FieldSet,
): FieldSet {
  const changed = new Map<string, FieldSet>();
  for (const [name, child] of children) {
    const next = change(name, child);
    if (!isEmptySet(next)) changed.set(name, next);
  }
  return { owned, children: changed };
}
