import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { inScope, type Place, reachesCluster, type Scope, scopeOf } from '#libs/access';
import type { Actor } from '#libs/event-store';
import { parseUids, parseUndoReport, parseUndosAsked, parseWatchBatch, type WatchBatch } from '#libs/sighting';
import { NotAllowed } from '../access/not-allowed.js';
import { formatError } from '../graphql/format-error.js';
import type { GraphQLCode } from '../graphql/graphql-codes.js';
import type { Entrance } from '../http/entrance.js';
import { challenge, Unauthenticated } from '../http/unauthenticated.js';
import { TooManyRequests } from '../limit/too-many-requests.js';
import type { ApiPorts } from '../ports.js';
import { recordUndoReport } from './record-undo-report.js';
import { takeUndoOrders } from './undo-orders.js';
import { takeBatch } from './take-batch.js';

/** Largest body: a batch of an agent has a megabyte, and at most one object beyond it with its ReplicaSets. */
const BODY_LIMIT = 32 * 1024 * 1024;

type Route = Readonly<{ ports: ApiPorts }> & Pick<Entrance, 'authenticator' | 'callers'>;
type ForCluster = { Params: { cluster: string } };

/** Serves agents: `POST /ingest/watch/<cluster>` and what is beneath it. */
export function addAgentRoutes(server: FastifyInstance, route: Route): void {
  const { ports } = route;
  const serve = (path: string, answer: Answer): void => {
    server.post<ForCluster>(
      `/ingest/watch/:cluster${path}`,
      {
        bodyLimit: BODY_LIMIT,
        onRequest: async (request) => {
          const { actor } = await admit(request, route); // before the body is read
          await ports.meter.request(actor);
        },
        errorHandler: (error, _request, reply) => {
          void refuse(reply, error, ports);
        },
      },
      async (request, reply) => {
        const isGone = () => request.raw.socket.destroyed;
        const asking = { ...(await admit(request, route)), isGone };
        return await reply.header('cache-control', 'no-store').send(await answer(asking, request.body));
      },
    );
  };
  serve('', async ({ cluster, scope }, body) => {
    const batch = parseWatchBatch(body);
    for (const namespace of namespacesOf(batch)) requireIngest(scope, { cluster, namespace });
    return await takeBatch(ports, cluster, batch);
  });
  serve('/unknown', async ({ cluster }, body) => ({
    unknown: await ports.clusters.unknownUids(cluster, parseUids(body)),
  }));
  serve('/undos', async (asking, body) => ({
    undos: await takeUndoOrders(ports, { ...asking, ...parseUndosAsked(body) }),
  }));
  serve('/undos/answer', async ({ cluster, scope, actor }, body) => {
    await recordUndoReport(ports, { cluster, scope, actor, report: parseUndoReport(body) });
    return {};
  });
}

type Asking = Readonly<{ cluster: string; scope: Scope; actor: Actor; isGone: () => boolean }>;
type Answer = (asking: Asking, body: unknown) => Promise<unknown>;

async function admit(
  { headers, params: { cluster } }: FastifyRequest<ForCluster>,
  { authenticator, callers }: Route,
): Promise<Omit<Asking, 'isGone'>> {
  const actor = await authenticator.authenticate(headers.authorization);
  const { access } = await callers.callerOf(actor);
  const scope = scopeOf(access, 'ingest');
  if (!reachesCluster(scope, cluster)) throw new NotAllowed('ingest', { cluster, namespace: '*' });
  return { cluster, scope, actor };
}

// Who watches all namespaces may tell of all; who watches some, of these and no other.
function namespacesOf({ namespaces = ['*'], sightings }: WatchBatch): ReadonlySet<string> {
  const seen = sightings.map((sighting) =>
    sighting.kind === 'DeploymentsListed'
      ? (sighting.namespace ?? '*')
      : (sighting.object.metadata as Readonly<{ namespace: string }>).namespace,
  );
  return new Set([...namespaces, ...seen]);
}

function requireIngest(scope: Scope, place: Place): void {
  if (!inScope(scope, place)) throw new NotAllowed('ingest', place);
}

function refuse(reply: FastifyReply, error: unknown, { log }: ApiPorts): FastifyReply {
  const cause = error instanceof Error ? error : new Error(String(error));
  const unread = unreadable(cause);
  if (unread !== undefined) return reply.code(unread.status).send({ errors: [unread.error] });
  const wrapped = new GraphQLError(cause.message, { originalError: cause });
  const { message, extensions } = formatError(wrapped, 'request', (fault) =>
    log.error({ err: fault }, 'what an agent saw could not be recorded'),
  );
  if (cause instanceof Unauthenticated) reply.header('www-authenticate', challenge(cause));
  if (cause instanceof TooManyRequests) reply.header('retry-after', cause.retryAfterSeconds);
  const { code } = extensions as Readonly<{ code: GraphQLCode }>;
  return reply.code(STATUS[code] ?? 400).send({ errors: [{ message, extensions }] });
}

/** What Fastify itself refuses: a body that it could not read. */
function unreadable(cause: Error) {
  const {
    statusCode: status = 500,
    code: name = '',
    message,
  } = cause as Error & { statusCode?: number; code?: string };
  if (!name.startsWith('FST_') || status >= 500) return undefined;
  const code: GraphQLCode = status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_REQUEST';
  return { status, error: { message: MESSAGES[status] ?? message, extensions: { code } } };
}

const MESSAGES: Readonly<Partial<Record<number, string>>> = {
  413: `the request is larger than ${BODY_LIMIT / 2 ** 20} MiB: send less at once`,
  415: 'send the request as application/json',
};

const STATUS: Readonly<Partial<Record<GraphQLCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
};
