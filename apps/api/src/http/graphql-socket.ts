import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Context, type ServerOptions } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Caller, Callers } from '../access/callers.js';
import { formatError } from '../graphql/format-error.js';
import { requestContext } from '../graphql/request-context.js';
import { checkedCost } from '../limit/checked-cost.js';
import { documentLimits } from '../limit/document-rules.js';
import { LIMITS } from '../limit/limits.js';
import { TooManyRequests } from '../limit/too-many-requests.js';
import type { ApiPorts } from '../ports.js';
import { type Authenticator, REMEMBERED_FOR } from './authenticator.js';
import { Unauthenticated } from './unauthenticated.js';
import { type GraphQLRequest, parseGraphQLRequest } from './graphql-request.js';

type Extra = Readonly<{ socket: WebSocket; request: IncomingMessage }> & { caller?: Caller; watch?: NodeJS.Timeout };
type Connection = Context<Record<string, unknown> | undefined, Extra>;

type Socket = Readonly<{
  ports: ApiPorts;
  authenticator: Authenticator;
  callers: Callers;
  schema: () => GraphQLSchema;
}>;

/** Operations that one connection may have open at once. */
export const MOST_OPERATIONS = 100;

/**
 * Serves GraphQL over WebSocket at `/graphql`, by the `graphql-transport-ws` protocol: subscriptions, queries and
 * mutations. The token comes in `connection_init` as `{"authorization": "Bearer …"}`, or in the header of the upgrade.
 */
export function addGraphQLSocket(server: Server, socket: Socket): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.bodyBytes });
  const { dispose } = useServer<Record<string, unknown> | undefined, Extra>(options(socket), sockets);
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql') {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (opened) => sockets.emit('connection', opened, request));
  });
  return async () => dispose();
}

function options({
  ports,
  authenticator,
  callers,
  schema,
}: Socket): ServerOptions<Record<string, unknown> | undefined, Extra> {
  return {
    // False closes with 4403 Forbidden; an operation before the answer is closed with 4401 by graphql-ws.
    onConnect: async (connection) => {
      const callerNow = async (): Promise<Caller | undefined> => {
        try {
          return await callers.callerOf(await authenticator.authenticate(authorizationOf(connection)));
        } catch (error) {
          if (error instanceof Unauthenticated) return undefined;
          throw error;
        }
      };
      const caller = await callerNow();
      if (caller === undefined) return false;
      connection.extra.caller = caller;
      connection.extra.watch = watch(connection, callerNow);
      return true;
    },
    onDisconnect: ({ extra }) => clearInterval(extra.watch),
    onSubscribe: async (connection, _id, payload) => {
      const args = await executionArgs(schema(), payload, connection);
      return Array.isArray(args) ? args : { ...(args as ExecutionArgs), contextValue: contextOf(connection) };
    },
    onError: (_connection, _id, _payload, errors) =>
      errors.map((error) => formatError(error, 'request', reporter(ports))),
    onNext: (...[, , , , result]) => {
      const errors = result.errors?.map((error) => formatError(error, 'field', reporter(ports)));
      return errors === undefined ? undefined : { ...(result as FormattedExecutionResult), errors };
    },
  };
}

function reporter({ log }: ApiPorts): (error: unknown) => void {
  return (err) => log.error({ err }, 'a field could not be resolved');
}

function authorizationOf({ connectionParams, extra }: Connection): string | undefined {
  const given = Object.entries(connectionParams ?? {}).find(([key]) => key.toLowerCase() === 'authorization')?.[1];
  return typeof given === 'string' ? given : extra.request.headers.authorization;
}

// A connection outlives a request: it ends when its token is revoked or expires, and when its roles are others.
function watch({ extra }: Connection, callerNow: () => Promise<Caller | undefined>): NodeJS.Timeout {
  const timer = setInterval(() => {
    callerNow().then(
      (caller) => !isSame(extra.caller, caller) && extra.socket.close(4403, 'Forbidden'),
      () => undefined, // the database cannot be asked: the next round will
    );
  }, REMEMBERED_FOR);
  return timer.unref();
}

function isSame(before: Caller | undefined, now: Caller | undefined): boolean {
  return now !== undefined && JSON.stringify(now.access) === JSON.stringify(before?.access);
}

async function executionArgs(
  schema: GraphQLSchema,
  payload: unknown,
  connection: Connection,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const request = parseGraphQLRequest(payload);
  if (typeof request === 'string') return [refusal('BAD_REQUEST', request)];
  const trouble = tooMuch(request, connection);
  if (trouble !== undefined) return [trouble];
  try {
    return await admitted(schema, request, callerOf(connection));
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof TooManyRequests) return [new GraphQLError(error.message, { originalError: error })];
    throw error;
  }
}

async function admitted(
  schema: GraphQLSchema,
  request: GraphQLRequest,
  { actor, ports }: Caller,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  await ports.meter.request(actor);
  const { query, operationName, variables } = request;
  const document = parse(query, { maxLexicalTokens: LIMITS.tokens });
  const errors = validate(schema, document, [...specifiedRules, documentLimits]);
  if (errors.length > 0) return errors;
  const { requested } = checkedCost(schema, document, { operationName, variables });
  await ports.meter.cost(actor, requested);
  return { schema, document, operationName: operationName ?? null, variableValues: variables };
}

function tooMuch({ query }: GraphQLRequest, { subscriptions }: Connection): GraphQLError | undefined {
  if (Object.keys(subscriptions).length > MOST_OPERATIONS) {
    return refusal(
      'LIMIT_EXCEEDED',
      `at most ${MOST_OPERATIONS} operations can be open on one connection: complete some`,
    );
  }
  if (query.length <= LIMITS.documentLength) return undefined;
  return refusal(
    'LIMIT_EXCEEDED',
    `the document has more than ${LIMITS.documentLength} characters: put long texts into variables`,
  );
}

function refusal(code: 'LIMIT_EXCEEDED' | 'BAD_REQUEST', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function callerOf({ extra: { caller } }: Connection): Caller {
  if (caller === undefined) throw new Error('an operation came through without a caller');
  return caller;
}

function contextOf(connection: Connection): object {
  const caller = callerOf(connection);
  const { request } = connection.extra;
  const userAgent = request.headers['user-agent'];
  const address = request.socket.remoteAddress;
  const provenance = { ...(userAgent !== undefined && { userAgent }), ...(address !== undefined && { address }) };
  const context = requestContext(caller, { provenance, operationName: undefined });
  // A subscription goes on: what it answers later, it answers for then.
  return Object.defineProperty(context, 'now', { get: caller.ports.now });
}
