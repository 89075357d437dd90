import type { FastifyInstance } from 'fastify';
import { checkHealth, type Check } from '#libs/program';
import type { Authenticator } from './authenticator.js';

/** What is asked of the process rather than of the log. */
export type Probes = Readonly<{
  /** What must be well for requests to be answered. */
  checks: Readonly<Record<string, Check>>;
  /** Prometheus' text format. */
  metrics: () => Promise<string>;
}>;

/**
 * `GET /healthz` (the process answers) and `GET /readyz` (it can do its work) for anybody; `GET /metrics` for who has a
 * token, because it counts what all teams do.
 */
export function addProbeRoutes(server: FastifyInstance, probes: Probes, authenticator: Authenticator): void {
  server.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'));
  server.get('/readyz', async (_request, reply) => {
    const { ready, checks } = await checkHealth(probes.checks);
    return await reply.code(ready ? 200 : 503).send(checks);
  });
  server.get('/metrics', async (request, reply) => {
    const actor = await authenticator.authenticate(request.headers.authorization);
    if (actor === undefined) return await reply.code(401).header('www-authenticate', 'Bearer').send('send a token\n');
    return await reply.type('text/plain; version=0.0.4').send(await probes.metrics());
  });
}
