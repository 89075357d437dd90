import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Deployment } from '../deployment/deployment.types.js';
import { namePage, numberPage } from '../graphql/key-page.js';
import { MomentPageArgs } from '../graphql/page-args.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { ObservedPods } from './observed-pods.types.js';
import { ControllerEventConnection, PodConnection, ReplicaSetConnection } from './cluster-object.types.js';

/** What a Deployment's controllers made of it at a moment. */
@Resolver(() => Deployment)
export class ClusterObjectsResolver {
  @ResolveField(() => ReplicaSetConnection, { description: 'Its ReplicaSets at a moment, by name.' })
  replicaSets(
    @Parent() { row: { streamId }, at }: Deployment,
    @Args() args: MomentPageArgs,
    @Context() { loaders }: RequestContext,
  ): Promise<ReplicaSetConnection> {
    return namePage('replica set', args, (page) =>
      loaders.replicaSets.load({ streamId, args: { at: args.at ?? at, ...page } }),
    );
  }

  @ResolveField(() => PodConnection, { description: 'Its pods at a moment, terminating ones included, by name.' })
  pods(
    @Parent() { row: { streamId }, at }: Deployment,
    @Args() args: MomentPageArgs,
    @Context() { loaders }: RequestContext,
  ): Promise<PodConnection> {
    return namePage('pod', args, (page) => loaders.pods.load({ streamId, args: { at: args.at ?? at, ...page } }));
  }

  @ResolveField(() => ObservedPods, {
    nullable: true,
    description:
      'What was seen of its pods in its cluster, last before the moment; null when no agent saw them. `replicaSets` and `pods` are what follows from its changes, corrected by what was seen.',
  })
  async observedPods(
    @Parent() { row: { streamId }, at }: Deployment,
    @Context() { loaders }: RequestContext,
  ): Promise<ObservedPods | null> {
    const seen = await loaders.podsSeen.load({ streamId, at });
    return seen === undefined ? null : { ...seen, at: new Date(seen.at) };
  }

  @ResolveField(() => ControllerEventConnection, {
    description: 'What its controllers wrote up to a moment, oldest first.',
  })
  events(
    @Parent() { row: { streamId }, at }: Deployment,
    @Args() args: MomentPageArgs,
    @Context() { loaders }: RequestContext,
  ): Promise<ControllerEventConnection> {
    return numberPage({ kind: 'controller event', numberOf: ({ number }) => number }, args, (page) =>
      loaders.controllerEvents.load({ streamId, args: { at: args.at ?? at, ...page } }),
    );
  }
}
