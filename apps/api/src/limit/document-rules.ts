import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { LimitExceeded } from './limit-exceeded.js';
import { LIMITS } from './limits.js';

/** Refuses documents that are too deep, have too many aliases or too many root fields. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      for (const refusal of refusals(operation, context)) {
        context.reportError(new GraphQLError(refusal.message, { nodes: operation, originalError: refusal }));
      }
    },
  };
}

function refusals(operation: OperationDefinitionNode, context: ValidationContext): readonly LimitExceeded[] {
  const size = sizeOf(operation.selectionSet, { fragment: (name) => context.getFragment(name), known: new Map() });
  return [
    ...exceeding('depth', size.depth, 'fields deep'),
    ...exceeding('aliases', size.aliases, 'aliases'),
    ...exceeding('rootFields', size.fields, 'fields at its root'),
  ];
}

function exceeding(limit: 'depth' | 'aliases' | 'rootFields', actual: number, unit: string): readonly LimitExceeded[] {
  if (actual <= LIMITS[limit]) return [];
  return [
    new LimitExceeded(limit, `the operation is ${actual} ${unit}, at most ${LIMITS[limit]} are allowed: split it`),
  ];
}

/** `fields` counts the set's own fields alone, those of its fragments included. */
type Size = Readonly<{ depth: number; aliases: number; fields: number }>;
type Fragments = Readonly<{
  fragment: (name: string) => FragmentDefinitionNode | null | undefined;
  /** Sizes of fragments by name; one that is being measured counts as empty, since cycles are refused by another rule. */
  known: Map<string, Size>;
}>;

const NOTHING: Size = { depth: 0, aliases: 0, fields: 0 };

function sizeOf({ selections }: SelectionSetNode, fragments: Fragments): Size {
  return selections.map((selection) => selectionSize(selection, fragments)).reduce(together, NOTHING);
}

function together(one: Size, other: Size): Size {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    fields: one.fields + other.fields,
  };
}

function selectionSize(selection: SelectionNode, fragments: Fragments): Size {
  if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOf(selection.selectionSet, fragments);
  if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentSize(selection.name.value, fragments);
  const { selectionSet, alias, name } = selection;
  const inner = selectionSet === undefined || isIntrospection(name.value) ? NOTHING : sizeOf(selectionSet, fragments);
  return { depth: inner.depth + 1, aliases: inner.aliases + (alias === undefined ? 0 : 1), fields: 1 };
}

function fragmentSize(name: string, fragments: Fragments): Size {
  const known = fragments.known.get(name);
  if (known !== undefined) return known;
  fragments.known.set(name, NOTHING);
  const definition = fragments.fragment(name);
  const size = definition ? sizeOf(definition.selectionSet, fragments) : NOTHING;
  fragments.known.set(name, size);
  return size;
}

// Introspection has a depth limit of its own (graphql's MaxIntrospectionDepthRule).
function isIntrospection(name: string): boolean {
  return name === '__schema' || name === '__type';
}
