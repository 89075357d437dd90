import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE } from '../graphql/page.js';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation may cost at most: 1 for each object that may be answered, 1 for each field of type JSON, 10 for each
 * field of a mutation, 2000 for each plan; everything beneath a page but its `pageInfo` counts once for each of the page's nodes.
 *
 * 10 revisions with their templates: deployment 1 + connection 1 + 10 * (nodes 1 + template 1) = 22.
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: Readonly<{ operationName: string | undefined; variables: Variables }>,
): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const asked: Asked = { schema, variables, fragments: fragmentsOf(document) };
  const fields =
    operation.operation === OperationTypeNode.MUTATION ? operation.selectionSet.selections.length * MUTATION : 0;
  return fields + setCost(operation.selectionSet, root, asked);
}

const MUTATION = 10;

type Asked = Readonly<{
  schema: GraphQLSchema;
  variables: Variables;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}>;

function setCost({ selections }: SelectionSetNode, type: GraphQLCompositeType, asked: Asked): number {
  let cost = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      cost += fieldCost(selection, type, asked);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : asked.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const narrowed = fragment.typeCondition && asked.schema.getType(fragment.typeCondition.name.value);
    cost += setCost(fragment.selectionSet, isCompositeType(narrowed) ? narrowed : type, asked);
  }
  return cost;
}

function fieldCost(node: FieldNode, parent: GraphQLCompositeType, asked: Asked): number {
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  if (field === undefined) return 0;
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return type.name === 'JSON' ? 1 : 0;
  if (type.name === 'PageInfo') return 0;
  return workOf(type) + objectCost(node, field, setCost(node.selectionSet ?? EMPTY, type, asked), asked);
}

// Each plan plays a rollout through while everybody else waits.
function workOf({ name }: GraphQLCompositeType): number {
  return name === 'RolloutPlan' ? PLAN : 0;
}

const PLAN = 2000;

const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function objectCost(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  inner: number,
  { variables }: Asked,
): number {
  const count = pageOf(node, field, variables);
  return count === undefined ? 1 + inner : 1 + Math.max(1, count) * Math.max(1, inner);
}

/** How many nodes a field with `first`, `last` or `ids` may answer; undefined for fields that answer one. */
function pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Variables): number | undefined {
  const ids = argument(node, 'ids', variables);
  if (Array.isArray(ids)) return ids.length;
  if (!field.args.some(({ name }) => name === 'first')) return undefined;
  const asked = argument(node, 'first', variables) ?? argument(node, 'last', variables);
  return typeof asked === 'number' ? asked : DEFAULT_PAGE_SIZE;
}

function argument(node: FieldNode, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((given) => given.name.value === name)?.value;
  return value && literal(value, variables);
}

function literal(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}
