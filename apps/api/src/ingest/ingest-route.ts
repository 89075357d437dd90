import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { may } from '#libs/access';
import { NotAllowed } from '../access/not-allowed.js';
import type { Entrance } from '../http/entrance.js';
import { challenge, Unauthenticated } from '../http/unauthenticated.js';
import { TooManyRequests } from '../limit/too-many-requests.js';
import type { ApiPorts } from '../ports.js';
import { BatchRefused, checkAuditBatch, checkCluster } from './check-batch.js';
import { InboxFull, type InboxGauge } from './inbox-gauge.js';

type Route = Entrance & Readonly<{ ports: ApiPorts; gauge: InboxGauge }>;

/** The largest body that is taken. An API server that truncates sends 10 MB at most. */
const MOST_BATCH_BYTES = 32 * 1024 * 1024;

/** Serves `POST /ingest/audit/<cluster>`: what an API server's audit webhook sends is kept as it came before it is answered. */
export function addIngestRoute(server: FastifyInstance, route: Route): void {
  void server.register((scope, _options, done) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.setErrorHandler((error, _request, reply) => refuse(reply, error, route.ports));
    scope.post(
      '/ingest/audit/:cluster',
      { bodyLimit: MOST_BATCH_BYTES, onRequest: (request) => admit(request, route) },
      (request, reply) => keep(request, reply, route),
    );
    done();
  });
}

// Before the body is read: who may not send it costs nothing.
async function admit(request: FastifyRequest, { authenticator, callers, ports, gauge }: Route): Promise<void> {
  const actor = await authenticator.authenticate(request.headers.authorization);
  await ports.meter.request(actor);
  const cluster = clusterOf(request);
  const place = { cluster, namespace: '*' };
  const { access } = await callers.callerOf(actor);
  if (!may(access, 'ingest', place)) throw new NotAllowed('ingest', place);
  checkCluster(cluster);
  await gauge.refuseWhenFull();
}

async function keep(request: FastifyRequest, reply: FastifyReply, { ports }: Route): Promise<FastifyReply> {
  const { body } = request;
  if (!(body instanceof Buffer)) throw new BatchRefused('the request is empty: send an audit.k8s.io/v1 EventList');
  const events = checkAuditBatch(body);
  await ports.inbox.store({ cluster: clusterOf(request), source: 'audit-webhook', body });
  return reply.code(200).send({ taken: events });
}

function clusterOf({ params }: FastifyRequest): string {
  return (params as Readonly<{ cluster: string }>).cluster;
}

function refuse(reply: FastifyReply, error: unknown, { log }: ApiPorts): FastifyReply {
  if (error instanceof Unauthenticated) reply.header('www-authenticate', challenge(error));
  if (error instanceof TooManyRequests || error instanceof InboxFull)
    reply.header('retry-after', error.retryAfterSeconds);
  const { status, message } = answerTo(error);
  if (status === 500) log.error({ err: error }, 'a batch could not be kept');
  return reply.code(status).send({ error: message });
}

const INTERNAL = { status: 500, message: 'the batch could not be kept: send it again' };

function answerTo(error: unknown): Readonly<{ status: number; message: string }> {
  if (!(error instanceof Error)) return INTERNAL;
  const { message, statusCode = 500, code = '' } = error as Error & Readonly<{ statusCode?: number; code?: string }>;
  const status = STATUS[code] ?? statusCode;
  return status === 500 ? INTERNAL : { status, message: MESSAGES[code] ?? message };
}

const STATUS: Readonly<Partial<Record<string, number>>> = { NotAllowed: 403, IssuerUnreachable: 503 };

const MESSAGES: Readonly<Partial<Record<string, string>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: `the request is larger than ${MOST_BATCH_BYTES / 2 ** 20} MiB: send smaller batches`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'send the request as application/json',
};
