import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { Callers } from './access/callers.js';
import { CommandRunner } from './command/command-runner.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { Authenticator } from './http/authenticator.js';
import type { Entrance } from './http/entrance.js';
import { HealthController } from './http/health.controller.js';
import { ApiMetrics } from './http/api-metrics.js';
import { RefusalFilter } from './graphql/refusal.filter.js';
import { type ApiPorts, PORTS } from './ports.js';
import { RESOLVERS } from './resolvers.js';

@Module({})
export class ApiModule {
  /** The API over the ports it is given. */
  static over(ports: ApiPorts, { authenticator, callers, metrics }: Entrance): DynamicModule {
    return {
      module: ApiModule,
      controllers: [HealthController],
      imports: [GraphQLModule.forRoot(graphqlOptions())],
      providers: [
        { provide: PORTS, useValue: ports },
        { provide: Callers, useValue: callers },
        { provide: ApiMetrics, useValue: metrics },
        { provide: Authenticator, useValue: authenticator },
        { provide: APP_FILTER, useClass: RefusalFilter },
        CommandRunner,
        ...RESOLVERS,
      ],
    };
  }
}
