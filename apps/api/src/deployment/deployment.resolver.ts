import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { awaitView } from '../command/await-view.js';
import { forwardPage, pageSize } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Deployment, DeploymentConnection } from './deployment.types.js';
import { DeploymentArgs, DeploymentListArgs } from './deployment-args.types.js';
import { deploymentListFilter } from './deployment-filter.types.js';
import { decodeDeploymentCursor, deploymentsAt, encodeDeploymentCursor } from './deployment-page.js';
import { deploymentNodes, findDeployment } from './find-deployment.js';

@Resolver(() => Deployment)
export class DeploymentResolver {
  @Query(() => Deployment, {
    nullable: true,
    description:
      'The Deployment of a name: the one that lives, else the last one that did; at an earlier moment the one that lived then. Null when there was none.',
  })
  async deployment(
    @Args() args: DeploymentArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Deployment | null> {
    await awaitPosition(args, context);
    const { reads, now } = context.ports;
    return findDeployment(reads, args, { at: args.at ?? now(), context, info });
  }

  @Query(() => DeploymentConnection, { description: 'Deployments by cluster, namespace and name.' })
  async deployments(
    @Args() { filter, first, after, at }: DeploymentListArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DeploymentConnection> {
    const size = pageSize(first);
    const { loaders, ports } = context;
    const { reads } = ports;
    const moment = at ?? context.now;
    const page = { at: moment, limit: size + 1, ...(after && { after: decodeDeploymentCursor(after) }) };
    const read = { reads, loaders, past: at instanceof Date };
    const rows = await deploymentsAt(deploymentListFilter(filter), page, read);
    const nodes = await deploymentNodes(rows, moment, { reads, context, info });
    return forwardPage(nodes, { size, after, cursorOf: ({ row }) => encodeDeploymentCursor(row) });
  }
}

// Only events up to the position are waited for: the newest may be somebody else's, and later.
async function awaitPosition(
  { cluster, namespace, name, minPosition }: DeploymentArgs,
  context: RequestContext,
): Promise<void> {
  const { store, reads } = context.ports;
  if (minPosition === undefined || minPosition === null) return;
  const stream = await store.findStream(cluster, namespace, name);
  if (stream === undefined) return;
  const streamPosition = await reads.findStreamPosition(stream.id, minPosition);
  await awaitView(context.ports, { streamId: stream.id, streamPosition }, context);
}
