import type { IncomingMessage } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import type { Mercurius } from './graphql/run-document.js';
import { addAgentRoutes } from './agent/agent-routes.js';
import { addExportRoute } from './export/export-route.js';
import { addGraphQLSocket } from './http/graphql-socket.js';
import { addGraphQLRoute } from './http/graphql-route.js';
import { requestId } from './http/request-id.js';
import { hearOut } from './http/hear-out.js';
import { SECURITY_HEADERS } from './http/security-headers.js';
import type { Entrance } from './http/entrance.js';
import type { InboxGauge } from './ingest/inbox-gauge.js';
import { addIngestRoute } from './ingest/ingest-route.js';
import { ApiModule } from './api.module.js';
import type { ApiPorts } from './ports.js';

/** A running API. */
export type Api = Readonly<{
  /** Starts to listen, and answers where: `http://127.0.0.1:4800`. Port 0 takes any free one. */
  listen: (host: string, port: number) => Promise<string>;
  /** Takes no more requests, ends subscriptions, waits for what runs. */
  close: () => Promise<void>;
}>;

/** The API over the ports it is given; nothing is listened on yet. */
export async function createApi(
  ports: ApiPorts,
  { entrance, gauge }: Readonly<{ entrance: Entrance; gauge: InboxGauge }>,
): Promise<Api> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.over(ports, entrance),
    new FastifyAdapter(SERVER),
    {
      bodyParser: false, // Fastify's own reads JSON
      logger: ['error', 'warn'],
      abortOnError: false,
    },
  );
  const server = app.getHttpAdapter().getInstance();
  server.removeContentTypeParser('text/plain');
  server.addHook('onRequest', (request, reply, next) => {
    void reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
    next();
  });
  server.addHook('onSend', hearOut);
  const mercurius = (): Mercurius => (server as unknown as { graphql: Mercurius }).graphql.bind(server);
  addGraphQLRoute(server, { ports, ...entrance, mercurius });
  const schema = (): GraphQLSchema => app.get(GraphQLSchemaHost).schema;
  addExportRoute(server, { ports, ...entrance, schema });
  addIngestRoute(server, { ports, ...entrance, gauge });
  addAgentRoutes(server, { ports, ...entrance });
  const endSockets = addGraphQLSocket(server.server, { ports, ...entrance, schema });
  await app.init();
  await server.ready();
  return {
    listen: (host, port) => server.listen({ host, port }),
    close: async () => {
      await endSockets();
      await app.close();
    },
  };
}

const SERVER = {
  logger: false,
  forceCloseConnections: 'idle',
  return503OnClosing: true,
  genReqId: ({ headers }: Pick<IncomingMessage, 'headers'>) => requestId('x-request-id', headers),
} as const;
