import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ApiPorts, PORTS } from '../ports.js';
import { ApiMetrics } from './api-metrics.js';
import { Authenticator } from './authenticator.js';
import { challenge, Unauthenticated } from './unauthenticated.js';
import { readiness } from './readiness.js';

/** What an operator, and a load balancer, ask of the process. */
@Controller()
export class HealthController {
  constructor(
    @Inject(PORTS) private readonly ports: ApiPorts,
    private readonly metrics: ApiMetrics,
    private readonly authenticator: Authenticator,
  ) {}

  /** The process answers. */
  @Get('healthz')
  alive(): Readonly<{ status: 'ok' }> {
    return { status: 'ok' };
  }

  /** It can do its work; 503 when it cannot. */
  @Get('readyz')
  async ready(@Headers('authorization') authorization: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.authenticator.authenticate(authorization).catch(() => undefined);
    const state = await readiness(this.ports, { withNames: actor !== undefined });
    await reply.code(state.ready ? 200 : 503).send(state);
  }

  /** Prometheus' text, for who has a token: it counts what all teams do. */
  @Get('metrics')
  async measured(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.authenticator.authenticate(authorization);
    } catch (error) {
      if (!(error instanceof Unauthenticated)) throw error;
      await reply.code(401).header('www-authenticate', challenge(error)).send(`${error.message}\n`);
      return;
    }
    const text = await this.metrics.text();
    await reply.header('content-type', this.metrics.contentType).send(text);
  }
}
