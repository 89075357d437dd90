import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ChangeResolver } from './change/change.resolver.js';
import { DeploymentFieldsResolver } from './deployment/deployment-fields.resolver.js';
import { DeploymentResolver } from './deployment/deployment.resolver.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { NodeResolver } from './graphql/node.resolver.js';
import { RefusalFilter } from './graphql/refusal.filter.js';
import { type ApiPorts, PORTS } from './ports.js';
import { ClusterObjectsResolver } from './rollout/cluster-objects.resolver.js';
import { RolloutResolver } from './rollout/rollout.resolver.js';

/** Every resolver: what the schema is made of. */
export const RESOLVERS = [
  ChangeResolver,
  ClusterObjectsResolver,
  DeploymentFieldsResolver,
  DeploymentResolver,
  NodeResolver,
  RolloutResolver,
];

@Module({})
export class ApiModule {
  /** The API over the ports it is given. */
  static over(ports: ApiPorts): DynamicModule {
    return {
      module: ApiModule,
      imports: [GraphQLModule.forRoot(graphqlOptions())],
      providers: [{ provide: PORTS, useValue: ports }, { provide: APP_FILTER, useClass: RefusalFilter }, ...RESOLVERS],
    };
  }
}
