import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { inScope, type Place, type Scope, scopeOf } from '#libs/access';
import { matchesPattern } from '#libs/kubernetes';
import type { Actor } from '#libs/event-store';
import { parseUids, parseUndoReport, parseUndosAsked, parseWatchBatch, type WatchBatch } from '#libs/sighting';
import { NotAllowed } from '../access/not-allowed.js';
import { formatError } from '../graphql/format-error.js';
import type { GraphQLCode } from '../graphql/graphql-codes.js';
import type { Entrance } from '../http/entrance.js';
import { challenge, Unauthenticated } from '../http/unauthenticated.js';
import type { ApiPorts } from '../ports.js';
import { recordUndoReport } from './record-undo-report.js';
import { takeUndoOrders } from './undo-orders.js';
import { takeBatch } from './take-batch.js';

/** Largest body: a batch of an agent has a megabyte, and at most one object beyond it with its ReplicaSets. */
const BODY_LIMIT = 32 * 1024 * 1024;

type Route = Readonly<{ ports: ApiPorts }> & Pick<Entrance, 'authenticator' | 'callers'>;
type AgentRequest = FastifyRequest<{ Params: { cluster: string } }>;

/** Serves agents: `POST /ingest/watch/<cluster>` and what is beneath it. */
export function addAgentRoutes(server: FastifyInstance, route: Route): void {
  const { ports } = route;
  const serve = (path: string, answer: Answer): void => {
    server.post(`/ingest/watch/:cluster${path}`, { bodyLimit: BODY_LIMIT }, (request: AgentRequest, reply) =>
      answerAgent(request, reply, { ...route, answer }).catch((error: unknown) => refuse(reply, error, ports)),
    );
  };
  serve('', async ({ cluster, scope }, body) => {
    const batch = parseWatchBatch(body);
    for (const namespace of namespacesOf(batch)) requireIngest(scope, { cluster, namespace });
    return { passedOver: await takeBatch(ports, cluster, batch) };
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

async function answerAgent(
  request: AgentRequest,
  reply: FastifyReply,
  { authenticator, callers, answer }: Route & Readonly<{ answer: Answer }>,
): Promise<FastifyReply> {
  const actor = await authenticator.authenticate(request.headers.authorization);
  const { access } = await callers.callerOf(actor);
  const { cluster } = request.params;
  const scope = scopeOf(access, 'ingest');
  const reaches = scope === 'all' || scope.some((area) => matchesPattern(area.cluster, cluster));
  if (!reaches) throw new NotAllowed('ingest', { cluster, namespace: '*' });
  const isGone = () => request.raw.socket.destroyed;
  const answered = await answer({ cluster, scope, actor, isGone }, request.body);
  return reply.header('cache-control', 'no-store').send(answered);
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
  const wrapped = new GraphQLError(cause.message, { originalError: cause });
  const { message, extensions } = formatError(wrapped, 'request', (fault) =>
    log.error({ err: fault }, 'what an agent saw could not be recorded'),
  );
  if (cause instanceof Unauthenticated) reply.header('www-authenticate', challenge(cause));
  const { code } = extensions as Readonly<{ code: GraphQLCode }>;
  return reply.code(STATUS[code] ?? 400).send({ errors: [{ message, extensions }] });
}

const STATUS: Readonly<Partial<Record<GraphQLCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
};
