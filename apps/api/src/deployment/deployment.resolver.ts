import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { awaitView } from '../command/await-view.js';
import { DateTime } from '../graphql/date-time.js';
import { forwardPage, pageSize } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.types.js';
import { Position } from '../graphql/position.js';
import type { RequestContext } from '../graphql/request-context.js';
import { type ApiPorts, PORTS } from '../ports.js';
import { Deployment, DeploymentConnection } from './deployment.types.js';
import { DeploymentFilter, deploymentListFilter } from './deployment-filter.types.js';
import { decodeDeploymentCursor, deploymentsAt, encodeDeploymentCursor } from './deployment-page.js';
import { deploymentNodes, findDeployment } from './find-deployment.js';

const AT = 'The moment to see it at, now when left out. A later one shows what is planned.';

@Resolver(() => Deployment)
export class DeploymentResolver {
  constructor(@Inject(PORTS) private readonly ports: ApiPorts) {}

  @Query(() => Deployment, {
    nullable: true,
    description:
      'The Deployment of a name: the one that lives, else the last one that did; at an earlier moment the one that lived then. Null when there was none.',
  })
  async deployment(
    @Args('cluster', { type: () => String, defaultValue: 'default', description: 'Its cluster.' }) cluster: string,
    @Args('namespace', { type: () => String, description: 'Its namespace.' }) namespace: string,
    @Args('name', { type: () => String, description: 'Its name.' }) name: string,
    @Args('at', { type: () => DateTime, nullable: true, description: AT }) at: Date | null,
    @Args('minPosition', {
      type: () => Position,
      nullable: true,
      description:
        'Wait, a little, until the view has taken in the changes up to this position: what you wrote, you then see.',
    })
    minPosition: bigint | null,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Deployment | null> {
    const place = { cluster, namespace, name };
    await awaitView(this.ports, place, { minPosition: minPosition ?? undefined, context });
    return findDeployment(this.ports.reads, place, { at: at ?? this.ports.now(), context, info });
  }

  @Query(() => DeploymentConnection, { description: 'Deployments by cluster, namespace and name.' })
  async deployments(
    @Args('filter', {
      type: () => DeploymentFilter,
      nullable: true,
      description: 'Which; all that live when left out.',
    })
    filter: DeploymentFilter | null,
    @Args() { first, after }: PageArgs,
    @Args('at', { type: () => DateTime, nullable: true, description: AT }) at: Date | null,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DeploymentConnection> {
    const size = pageSize(first);
    const { reads } = this.ports;
    const moment = at ?? context.now;
    const wanted = {
      at: moment,
      limit: size + 1,
      past: at !== null && at !== undefined,
      ...(after && { after: decodeDeploymentCursor(after) }),
    };
    const rows = await deploymentsAt(deploymentListFilter(filter), wanted, { reads, loaders: context.loaders });
    const nodes = await deploymentNodes(rows, moment, { reads, context, info });
    return forwardPage(nodes, { size, after, cursorOf: ({ row }) => encodeDeploymentCursor(row) });
  }
}
