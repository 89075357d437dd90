import {
  type DocumentNode,
  getNullableType,
  getOperationAST,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables with the defaults of required input fields written out: graphql-jit forgets them, and refuses
 * `dryRun: Boolean! = false` when it is left out.
 */
export function withInputDefaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: Readonly<{ operationName: string | undefined; variables: Variables }>,
): Variables {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const filled = { ...variables };
  for (const { variable, type } of definitions) {
    const { value: name } = variable.name;
    const inputType = typeFromAST(schema, type);
    if (name in filled && inputType !== undefined && isInputType(inputType))
      filled[name] = fill(filled[name], inputType);
  }
  return filled;
}

function fill(value: unknown, type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (Array.isArray(value)) return isListType(bare) ? value.map((item) => fill(item, bare.ofType)) : value;
  if (isListType(bare)) return fill(value, bare.ofType);
  return isInputObjectType(bare) && typeof value === 'object' && value !== null ? fillObject(value, bare) : value;
}

function fillObject(value: object, type: GraphQLInputObjectType): object {
  const filled: Record<string, unknown> = { ...value };
  for (const field of Object.values(type.getFields())) {
    if (field.name in filled) filled[field.name] = fill(filled[field.name], field.type);
    else if (isRequiredWithDefault(field)) filled[field.name] = asSent(field);
  }
  return filled;
}

function isRequiredWithDefault({ type, defaultValue }: GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue !== undefined;
}

// A default is kept as it is used, not as a client would send it.
function asSent({ type, defaultValue }: GraphQLInputField): unknown {
  const bare = getNullableType(type);
  return isLeafType(bare) ? bare.serialize(defaultValue) : defaultValue;
}
