import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { LimitExceeded } from './limit-exceeded.js';
import { LIMITS } from './limits.js';
import { queryCost, type Variables } from './query-cost.js';

/**
 * What an operation costs, beside what it may.
 * @throws LimitExceeded as a GraphQLError
 */
export function checkedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  request: Readonly<{ operationName: string | undefined; variables: Variables }>,
): Readonly<{ requested: number; limit: number }> {
  const requested = queryCost(schema, document, request);
  if (requested > LIMITS.cost) {
    const originalError = new LimitExceeded(
      'cost',
      `the operation may cost ${requested}, at most ${LIMITS.cost} is allowed: ask for smaller pages or fewer fields`,
    );
    throw new GraphQLError(originalError.message, { originalError });
  }
  return { requested, limit: LIMITS.cost };
}
