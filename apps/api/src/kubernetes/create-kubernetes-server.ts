import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { noSuchPath, RequestRefused, unauthorized } from '#libs/kubernetes-api';
import type { Caller } from '../access/callers.js';
import type { ApiMetrics } from '../http/api-metrics.js';
import { challenge, Unauthenticated } from '../http/unauthenticated.js';
import type { Entrance } from '../http/entrance.js';
import { hearOut } from '../http/hear-out.js';
import { requestId } from '../http/request-id.js';
import { SECURITY_HEADERS } from '../http/security-headers.js';
import type { Answer } from './answer.js';
import { Asking } from './asking.js';
import { dispatch } from './dispatch.js';
import { documentAt, openDocument } from './document/documents.js';
import { parseClusterPath, parseResourcePath } from './http/parse-path.js';
import { parseRequest } from './http/parse-request.js';
import { answerMalformed, MOST_BODY_BYTES, refusedByServer } from './http/refused-by-server.js';
import { sendAnswer, sendStatus } from './http/send-answer.js';
import { unserved } from './http/unserved.js';
import type { ServerPorts } from './kubernetes-request.js';
import { noteRefusal } from './note-refusal.js';
import { statusOf } from './kubernetes-status.js';
import { StandingRights } from './standing-rights.js';

/** A running Kubernetes API. */
export type KubernetesServer = Readonly<{
  /** Starts to listen, and answers where: `https://127.0.0.1:4843`. Port 0 takes any free one. */
  listen: (host: string, port: number) => Promise<string>;
  /** Ends the streams, takes no more requests, waits for what runs. */
  close: () => Promise<void>;
}>;

/** PEM texts. */
export type Tls = Readonly<{ certificate: string; key: string }>;

/** The Kubernetes API over HTTPS; nothing is listened on yet. */
export function createKubernetesServer(
  ports: ServerPorts,
  { entrance, tls }: Readonly<{ entrance: Entrance; tls: Tls }>,
): KubernetesServer {
  const report = (err: unknown): void => ports.log.error({ err }, 'a request of the Kubernetes API failed');
  const refuse = (error: unknown, reply: FastifyReply): Promise<void> =>
    error instanceof Unauthenticated
      ? sendStatus(reply.header('www-authenticate', challenge(error)), unauthorized().status)
      : sendStatus(reply, statusOf(refusedByServer(error), report));
  const server = fastify({
    genReqId: ({ headers }) => requestId('audit-id', headers),
    https: { cert: tls.certificate, key: tls.key },
    logger: false,
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    clientErrorHandler: answerMalformed,
    frameworkErrors: (error, _request, reply) => void refuse(error, reply),
  }) as unknown as FastifyInstance;
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const closing = new AbortController();
  const asking = new Asking(entrance);
  const rights = new StandingRights((headers) => asking.callerOf(headers), isRefused);
  const answerTo = answerer(ports, { asking, metrics: entrance.metrics });
  server.setErrorHandler((error, _request, reply) => refuse(error, reply));
  server.setNotFoundHandler((_request, reply) => sendStatus(reply, noSuchPath().status));
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...SECURITY_HEADERS, 'audit-id': request.id });
    done();
  });
  server.addHook('onSend', hearOut);
  server.all('/*', async (request, reply) => {
    const { answer, caller } = await answerTo(request);
    const send = (signals: readonly AbortSignal[]): Promise<void> =>
      sendAnswer(reply, answer, { closing: AbortSignal.any([closing.signal, ...signals]), report });
    if (answer.kind !== 'stream' || caller === undefined) await send([]);
    else await rights.during(request.headers, caller, (lost) => send([lost]));
    return reply;
  });
  return {
    listen: (host, port) => server.listen({ host, port }),
    close: async () => {
      closing.abort();
      await ports.watches.hub.close();
      await server.close();
    },
  };
}

// Documents are answered to callers of any rights.
type Answered = Readonly<{ answer: Answer; caller?: Caller }>;

function answerer(
  ports: ServerPorts,
  { asking, metrics }: Readonly<{ asking: Asking; metrics: ApiMetrics }>,
): (request: FastifyRequest) => Promise<Answered> {
  const own = { extras: ports.extras, watches: ports.watches };
  return async (request) => {
    const [pathname, search] = splitUrl(request.url);
    const path = parseClusterPath(pathname);
    if (path === undefined) throw noSuchPath();
    const query = new URLSearchParams(search);
    const open = await openDocument(path, query, ports);
    if (open !== undefined) return { answer: open };
    await ports.meter.request(await asking.actorOf(request.headers));
    const wanted = { accept: request.headers.accept ?? '*/*', query };
    const measured = { metrics, callerOf: () => asking.callerOf(request.headers) };
    const document = request.method === 'GET' ? await documentAt(path, wanted, measured) : undefined;
    if (document !== undefined) return { answer: document };
    const resource = parseResourcePath(path.parts);
    if (resource === undefined) throw unserved(path.parts);
    const caller = await asking.callerOf(request.headers);
    const arrived = { cluster: path.cluster, query, actor: caller.actor, now: ports.now() };
    const told = parseRequest(request, resource, arrived);
    try {
      return { answer: await dispatch(told, caller, own), caller };
    } catch (error) {
      noteRefusal(told, caller, error);
      throw error;
    }
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof Unauthenticated || error instanceof RequestRefused;
}

// Not by `new URL`, to which `//api` is a host and `..` a way up.
function splitUrl(url: string): readonly [path: string, search: string] {
  const [path = '', ...search] = url.split('?');
  return [path, search.join('?')];
}
