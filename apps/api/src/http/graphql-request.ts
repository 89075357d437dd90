/** A GraphQL request as it comes over HTTP or a WebSocket. */
export type GraphQLRequest = Readonly<{
  query: string;
  variables?: Readonly<Record<string, unknown>> | null;
  operationName?: string | null;
}>;

/** A request, or what is wrong with it. */
export function parseGraphQLRequest(body: unknown): GraphQLRequest | string {
  if (Array.isArray(body))
    return 'several requests in one are not taken: send one JSON object with query and variables';
  if (!isObject(body)) return 'send a JSON object with query and variables';
  const { query, variables, operationName } = body;
  if (typeof query !== 'string') return 'query must be a string: the GraphQL document';
  if (variables !== undefined && variables !== null && !isObject(variables))
    return 'variables must be an object, or null';
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    return 'operationName must be a string, or null';
  }
  return {
    query,
    ...(variables !== undefined && { variables }),
    ...(operationName !== undefined && { operationName }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
