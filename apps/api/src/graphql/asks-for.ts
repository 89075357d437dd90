import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Whether a field of one of these names stands anywhere beneath the field being resolved, so that its data is worth
 * reading. It looks at names alone: a name asked for in another place, or behind `@skip`, counts too.
 */
export function asksFor({ fieldNodes, fragments }: Info, ...names: readonly string[]): boolean {
  return fieldNodes.some(({ selectionSet }) => {
    if (selectionSet === undefined) return false;
    const beneath = known.get(selectionSet) ?? learn(selectionSet, fragments);
    return names.some((name) => beneath.has(name));
  });
}

// A document is parsed once and asked often.
const known = new WeakMap<SelectionSetNode, ReadonlySet<string>>();

type Fragments = Readonly<Record<string, FragmentDefinitionNode | undefined>>;

function learn(selectionSet: SelectionSetNode, fragments: Fragments): ReadonlySet<string> {
  const names = new Set<string>();
  collect(selectionSet, fragments, names);
  known.set(selectionSet, names);
  return names;
}

function collect({ selections }: SelectionSetNode, fragments: Fragments, names: Set<string>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value]?.selectionSet : selection.selectionSet;
    if (inner !== undefined) collect(inner, fragments, names);
  }
}
