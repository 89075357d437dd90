import { Args, Context, ID, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ArgumentInvalid } from '#libs/history';
import { Change } from '../change/change.types.js';
import { changeNode } from '../change/change-node.js';
import { Deployment } from '../deployment/deployment.types.js';
import { deploymentNodes } from '../deployment/find-deployment.js';
import { decodeNodeId } from '../graphql/node-id.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Revision } from '../revision/revision.types.js';
import { revisionNodes } from '../revision/revision-page.js';
import { Rollout } from './rollout.types.js';
import { rolloutNode } from './rollout-node.js';

@Resolver(() => Rollout)
export class RolloutResolver {
  @Query(() => Rollout, { nullable: true, description: 'A rollout by its id.' })
  async rollout(
    @Args('id', { type: () => ID, description: "A rollout's id." }) id: string,
    @Context() { ports, now }: RequestContext,
  ): Promise<Rollout | null> {
    const ref = decodeNodeId(id);
    if (ref.type !== 'Rollout')
      throw new ArgumentInvalid('id', `${JSON.stringify(id)} is the id of a ${ref.type}, not of a Rollout`);
    const row = await ports.reads.findRollout(ref, now);
    return row === undefined ? null : rolloutNode(row, now);
  }

  @ResolveField(() => Revision, { nullable: true, description: 'The revision that ran before.' })
  async from(
    @Parent() { streamId, fromRevision, at }: Rollout,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Revision | null> {
    return fromRevision === null ? null : revisionOf({ streamId, number: fromRevision, at }, context, info);
  }

  @ResolveField(() => Revision, { nullable: true, description: 'The revision it brings.' })
  to(
    @Parent() { streamId, toRevision, at }: Rollout,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Revision | null> {
    return revisionOf({ streamId, number: toRevision, at }, context, info);
  }

  @ResolveField(() => Change, { nullable: true, description: 'The change that began it.' })
  async change(@Parent() { changeId }: Rollout, @Context() { loaders }: RequestContext): Promise<Change | null> {
    const row = await loaders.changes.load(changeId);
    return row === undefined ? null : changeNode(row);
  }

  @ResolveField(() => Deployment, { nullable: true, description: 'The Deployment it is of, at the same moment.' })
  async deployment(
    @Parent() { streamId, at }: Rollout,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Deployment | null> {
    const row = await context.loaders.deployments.load({ streamId, at });
    const nodes = await deploymentNodes(row === undefined ? [] : [row], at, {
      reads: context.ports.reads,
      context,
      info,
    });
    return nodes[0] ?? null;
  }
}

async function revisionOf(
  wanted: Readonly<{ streamId: number; number: number; at: Date }>,
  { loaders }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Revision | null> {
  const row = await loaders.revisionsByNumber.load(wanted);
  const nodes = await revisionNodes(row === undefined ? [] : [row], loaders, info);
  return nodes[0] ?? null;
}
