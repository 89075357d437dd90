import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  type OperationDefinitionNode,
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
  let { depth, aliases, fields } = NOTHING;
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const inner =
        selection.selectionSet === undefined || isIntrospection(selection.name.value)
          ? NOTHING
          : sizeOf(selection.selectionSet, fragments);
      depth = Math.max(depth, inner.depth + 1);
      aliases += inner.aliases + (selection.alias === undefined ? 0 : 1);
      fields += 1;
    } else {
      const inner =
        selection.kind === 'InlineFragment'
          ? sizeOf(selection.selectionSet, fragments)
          : fragmentSize(selection.name.value, fragments);
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      fields += inner.fields;
    }
  }
  return { depth, aliases, fields };
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
