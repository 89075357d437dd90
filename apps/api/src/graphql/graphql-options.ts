import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import { checkedCost } from '../limit/checked-cost.js';
import { documentLimits } from '../limit/document-rules.js';
import { LIMITS } from '../limit/limits.js';
import type { Variables } from '../limit/query-cost.js';
import { withInputDefaults } from './input-defaults.js';
import type { RequestContext } from './request-context.js';

/** How the schema is built and run. The HTTP route is ours (graphql-route.ts), so is the socket (graphql-socket.ts). */
export function graphqlOptions(): MercuriusDriverConfig {
  return {
    driver: MercuriusDriver,
    autoSchemaFile: true,
    sortSchema: true,
    routes: false,
    jit: 1,
    graphql: { parseOptions: { maxLexicalTokens: LIMITS.tokens } },
    validationRules: [documentLimits],
    errorFormatter: (execution) => ({
      statusCode: 200,
      response: { data: execution.data, errors: execution.errors } as never,
    }),
    hooks: {
      preExecution: async (schema, document, context, variables) => {
        await admit(schema, document, { context, variables });
        const { operationName } = context as unknown as RequestContext;
        return { variables: withInputDefaults(schema, document, { operationName, variables }) };
      },
    },
    buildSchemaOptions: { numberScalarMode: 'integer' },
  };
}

async function admit(
  schema: GraphQLSchema,
  document: DocumentNode,
  { context, variables }: Readonly<{ context: object; variables: object }>,
): Promise<void> {
  const { extensions, operationName, ports, actor } = context as unknown as RequestContext;
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new GraphQLError(
      'subscriptions are answered over a WebSocket: connect to /graphql with graphql-transport-ws',
      {
        extensions: { code: 'BAD_REQUEST' },
      },
    );
  }
  const cost = checkedCost(schema, document, { operationName, variables: variables as Variables });
  await ports.meter.cost(actor, cost.requested);
  extensions.cost = cost;
}
