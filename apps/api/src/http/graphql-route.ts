import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Callers } from '../access/callers.js';
import { requestContext } from '../graphql/request-context.js';
import { type Mercurius, runDocument } from '../graphql/run-document.js';
import { LIMITS } from '../limit/limits.js';
import { TooManyRequests } from '../limit/too-many-requests.js';
import type { ApiPorts } from '../ports.js';
import type { Authenticator } from './authenticator.js';
import type { ApiMetrics } from './api-metrics.js';
import { parseGraphQLRequest } from './graphql-request.js';
import { fastifyRefusal, refusalBody } from './http-refusal.js';
import { challenge, Unauthenticated } from './unauthenticated.js';
import { type AnswerType, answerType } from './media-type.js';

const TYPE = 'application/graphql-response+json; charset=utf-8';

type Route = Readonly<{
  ports: ApiPorts;
  authenticator: Authenticator;
  callers: Callers;
  mercurius: () => Mercurius;
  metrics: ApiMetrics;
}>;

/** Serves `POST /graphql` as the GraphQL-over-HTTP specification says. */
export function addGraphQLRoute(server: FastifyInstance, route: Route): void {
  const { ports, authenticator, callers, metrics } = route;
  server.decorateRequest('caller', null);
  const callerOf = async ({ headers }: FastifyRequest): Promise<Caller> => {
    const actor = await authenticator.authenticate(headers.authorization);
    await ports.meter.request(actor);
    return callers.callerOf(actor);
  };
  server.route({
    method: 'POST',
    url: '/graphql',
    bodyLimit: LIMITS.bodyBytes,
    onRequest: (request: AskingRequest, _reply, done) => {
      callerOf(request).then(
        (caller) => {
          request.caller = caller;
          done();
        },
        (error: unknown) => done(error as Error),
      );
    },
    errorHandler: (error, request, reply) => {
      const { status, body } = fastifyRefusal(error);
      if (error instanceof Unauthenticated) reply.header('www-authenticate', challenge(error));
      else if (error instanceof TooManyRequests) reply.header('retry-after', error.retryAfterSeconds);
      else if (status >= 500) ports.log.error({ err: error, requestId: request.id }, 'a request failed');
      void reply.code(status).header('content-type', TYPE).send(body);
    },
    handler: (request: AskingRequest, reply) =>
      void answer(request, reply, route).catch((error: unknown) => reply.send(error)),
    onResponse: (_request, reply, done) => {
      metrics.observeRequest(reply.statusCode, reply.elapsedTime);
      done();
    },
  });
  server.route({
    method: ['GET', 'PUT', 'DELETE', 'PATCH'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply
        .code(405)
        .header('allow', 'POST')
        .header('content-type', TYPE)
        .send(refusalBody('BAD_REQUEST', 'send GraphQL requests with POST')),
  });
}

type AskingRequest = FastifyRequest & { caller?: Caller | null };

async function answer(request: AskingRequest, reply: FastifyReply, { ports, mercurius }: Route): Promise<FastifyReply> {
  const type = answerType(request.headers.accept);
  if (type === undefined)
    return refuse(reply, 406, 'answers are application/graphql-response+json or application/json: accept one of them');
  const parsed = parseGraphQLRequest(request.body);
  if (typeof parsed === 'string') return refuse(reply, 400, parsed);
  const { caller } = request;
  if (!caller) throw new Error('a request came through without a caller');
  const context = requestContext(caller, {
    provenance: provenanceOf(request),
    operationName: parsed.operationName ?? undefined,
  });
  const { ran, body } = await runDocument(mercurius(), parsed, {
    context,
    report: (error) => ports.log.error({ err: error, requestId: request.id }, 'a field could not be resolved'),
  });
  return reply.code(statusOf(ran, type)).header('content-type', `${type}; charset=utf-8`).send(JSON.stringify(body));
}

// Plain JSON has 200 for all GraphQL answers: in GraphQL's own type a request that never ran is the client's mistake.
function statusOf(ran: boolean, type: AnswerType): number {
  return ran || type === 'application/json' ? 200 : 400;
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).header('content-type', TYPE).send(refusalBody('BAD_REQUEST', message));
}

function provenanceOf(request: FastifyRequest): { userAgent?: string; address: string } {
  const userAgent = request.headers['user-agent'];
  return { address: request.ip, ...(userAgent !== undefined && { userAgent }) };
}
