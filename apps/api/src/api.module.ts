import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ChangeResolver } from './change/change.resolver.js';
import { ChangePayloadResolver } from './command/change-payload.resolver.js';
import { CommandRunner } from './command/command-runner.js';
import { ObjectCommandResolver } from './command/object-command.resolver.js';
import { SpecCommandResolver } from './command/spec-command.resolver.js';
import { TemplateCommandResolver } from './command/template-command.resolver.js';
import { DeploymentFieldsResolver } from './deployment/deployment-fields.resolver.js';
import { DeploymentResolver } from './deployment/deployment.resolver.js';
import { DiffResolver } from './diff/diff.resolver.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { Authenticator } from './http/authenticator.js';
import { HealthController } from './http/health.controller.js';
import { ApiMetrics } from './http/api-metrics.js';
import { NodeResolver } from './graphql/node.resolver.js';
import { RefusalFilter } from './graphql/refusal.filter.js';
import { type ApiPorts, PORTS } from './ports.js';
import { SubscriptionResolver } from './subscription/subscription.resolver.js';
import { SettingResolver } from './setting/setting.resolver.js';
import { ClusterObjectsResolver } from './rollout/cluster-objects.resolver.js';
import { RolloutResolver } from './rollout/rollout.resolver.js';

/** Every resolver: what the schema is made of. */
export const RESOLVERS = [
  ChangePayloadResolver,
  ChangeResolver,
  ClusterObjectsResolver,
  DeploymentFieldsResolver,
  DeploymentResolver,
  DiffResolver,
  NodeResolver,
  ObjectCommandResolver,
  RolloutResolver,
  SettingResolver,
  SpecCommandResolver,
  SubscriptionResolver,
  TemplateCommandResolver,
];

@Module({})
export class ApiModule {
  /** The API over the ports it is given. */
  static over(ports: ApiPorts): DynamicModule {
    return {
      module: ApiModule,
      controllers: [HealthController],
      imports: [GraphQLModule.forRoot(graphqlOptions())],
      providers: [
        { provide: PORTS, useValue: ports },
        { provide: APP_FILTER, useClass: RefusalFilter },
        CommandRunner,
        ApiMetrics,
        Authenticator,
        ...RESOLVERS,
      ],
    };
  }
}
