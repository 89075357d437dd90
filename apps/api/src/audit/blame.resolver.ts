import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Change } from '../change/change.types.js';
import { changeOf } from '../change/change-of.js';
import { Deployment } from '../deployment/deployment.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { BlameArgs, BlamedField, BlamedFieldConnection } from './blame.types.js';
import { blamePage } from './blame-page.js';

@Resolver(() => Deployment)
export class BlameResolver {
  @ResolveField(() => BlamedFieldConnection, {
    description:
      'Who changed each of its fields last, by path, as the log has it: in the order in which changes were recorded.',
  })
  blame(
    @Parent() { row, position }: Deployment,
    @Args() args: BlameArgs,
    @Context() { ports }: RequestContext,
  ): Promise<BlamedFieldConnection> {
    return blamePage(ports, row.streamId, { ...args, asOf: args.asOf ?? BigInt(position) });
  }
}

@Resolver(() => BlamedField)
export class BlamedFieldResolver {
  @ResolveField(() => Change, { description: 'The change that altered it last.' })
  change(@Parent() { changeNumber }: BlamedField, @Context() { loaders }: RequestContext): Promise<Change> {
    return changeOf(loaders, changeNumber);
  }
}
