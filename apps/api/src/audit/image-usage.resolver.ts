import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Change } from '../change/change.types.js';
import { changeOf } from '../change/change-of.js';
import { Deployment } from '../deployment/deployment.types.js';
import { deploymentNodes } from '../deployment/find-deployment.js';
import type { RequestContext } from '../graphql/request-context.js';
import { ImageRun, ImageRunConnection, ImageUsageArgs } from './image-usage.types.js';
import { imageUsagePage } from './image-usage-page.js';

@Resolver(() => ImageRun)
export class ImageUsageResolver {
  @Query(() => ImageRunConnection, {
    description:
      'Which Deployments asked for an image, from when to when, and who brought it in and took it out; what was recorded last first.',
  })
  imageUsage(@Args() args: ImageUsageArgs, @Context() { ports }: RequestContext): Promise<ImageRunConnection> {
    return imageUsagePage(ports, args);
  }

  @ResolveField(() => Change, { description: 'The change that brought it in.' })
  broughtIn(@Parent() { broughtInBy }: ImageRun, @Context() { loaders }: RequestContext): Promise<Change> {
    return changeOf(loaders, broughtInBy);
  }

  @ResolveField(() => Change, { nullable: true, description: 'The change that took it out; null while it goes on.' })
  async takenOut(@Parent() { takenOutBy }: ImageRun, @Context() { loaders }: RequestContext): Promise<Change | null> {
    return takenOutBy === null ? null : changeOf(loaders, takenOutBy);
  }

  @ResolveField(() => Deployment, { nullable: true, description: 'The Deployment, now; null until its view is there.' })
  async deployment(
    @Parent() { streamId }: ImageRun,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Deployment | null> {
    const { ports, loaders, now } = context;
    const found = await loaders.deployments.load({ streamId, at: now });
    const nodes = await deploymentNodes(found === undefined ? [] : [found], now, { reads: ports.reads, context, info });
    return nodes[0] ?? null;
  }
}
