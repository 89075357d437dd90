/** A GraphQL request as it comes over HTTP or a WebSocket. */
export type GraphQLRequest = Readonly<{
  query: string;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | undefined;
}>;

/** A request, or what is wrong with it. */
export function parseGraphQLRequest(body: unknown): GraphQLRequest | string {
  if (Array.isArray(body))
    return 'several requests in one are not taken: send one JSON object with query and variables';
  if (!isObject(body)) return 'send a JSON object with query and variables';
  const { query, variables, operationName } = body;
  if (!isText(query)) return 'query must be a string: the GraphQL document';
  if (!isOptional(variables, isObject)) return 'variables must be an object, or null';
  if (!isOptional(operationName, isText)) return 'operationName must be a string, or null';
  return { query, variables: variables ?? {}, operationName: operationName ?? undefined };
}

type Guard<Type> = (value: unknown) => value is Type;

function isOptional<Type>(value: unknown, is: Guard<Type>): value is Type | null | undefined {
  return value === undefined || value === null || is(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
