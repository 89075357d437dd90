import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Callers } from '../access/callers.js';
import { mayMeasure } from '../access/may-measure.js';
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
    private readonly callers: Callers,
  ) {}

  /** The process answers. */
  @Get(['healthz', 'livez'])
  alive(): Readonly<{ status: 'ok' }> {
    return { status: 'ok' };
  }

  /** It can do its work; 503 when it cannot. */
  @Get('readyz')
  async ready(@Headers('authorization') authorization: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const toldNumbers = await this.#mayMeasure(authorization).catch(() => false);
    const state = await readiness(this.ports, { toldNumbers });
    await reply.code(state.ready ? 200 : 503).send(state);
  }

  /** Prometheus' text: it counts what all teams do. */
  @Get('metrics')
  async measured(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      if (!(await this.#mayMeasure(authorization))) {
        await reply
          .code(403)
          .send('metrics are for who may read all namespaces, and for the group system:monitoring\n');
        return;
      }
    } catch (error) {
      if (!(error instanceof Unauthenticated)) throw error;
      await reply.code(401).header('www-authenticate', challenge(error)).send(`${error.message}\n`);
      return;
    }
    const text = await this.metrics.text();
    await reply.header('content-type', this.metrics.contentType).send(text);
  }

  async #mayMeasure(authorization: string | undefined): Promise<boolean> {
    return mayMeasure(await this.callers.callerOf(await this.authenticator.authenticate(authorization)));
  }
}
