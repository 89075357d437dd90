import { Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Change } from '../change/change.types.js';
import { changeNode } from '../change/change-node.js';
import { Deployment } from '../deployment/deployment.types.js';
import { findDeployment } from '../deployment/find-deployment.js';
import { changeDiff } from '../diff/change-diff.js';
import { Diff } from '../diff/diff.types.js';
import { diffNode } from '../diff/diff-node.js';
import { Position } from '../graphql/position.js';
import type { RequestContext } from '../graphql/request-context.js';
import { awaitView } from './await-view.js';
import { ChangePayload } from './change-payload.types.js';

@Resolver(() => ChangePayload)
export class ChangePayloadResolver {
  @ResolveField(() => Change, { nullable: true, description: 'The change as recorded; null when nothing was.' })
  async change(@Parent() { result }: ChangePayload, @Context() { loaders }: RequestContext): Promise<Change | null> {
    const row = result.appended && (await loaders.changes.load(String(result.appended.change)));
    return row === undefined ? null : changeNode(row);
  }

  @ResolveField(() => Position, {
    nullable: true,
    description: 'Position of the last event of the change, for `minPosition` and `expectedPosition`.',
  })
  position(@Parent() { result }: ChangePayload): bigint | null {
    return result.appended?.position ?? null;
  }

  @ResolveField(() => Deployment, {
    nullable: true,
    description:
      'The Deployment with the change in it. It is waited for, a little; when the view is still behind, `extensions.behind` of the answer says so.',
  })
  async deployment(
    @Parent() { place, result }: ChangePayload,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Deployment | null> {
    const { ports } = context;
    const { appended } = result;
    if (appended)
      await awaitView(ports, { streamId: appended.stream.id, streamPosition: appended.streamPosition }, context);
    return findDeployment(ports.reads, place, { at: ports.now(), context, info });
  }

  @ResolveField(() => Diff, {
    nullable: true,
    description: 'What changed; of a dry run, what would. Null when there is nothing.',
  })
  async diff(@Parent() { result, changed }: ChangePayload, @Context() { ports }: RequestContext): Promise<Diff | null> {
    const { decision, appended } = result;
    if (!changed) return null;
    if (decision !== undefined) return diffNode(decision.before, decision.after, 'DEPLOYMENT');
    return appended === undefined ? null : changeDiff(ports.store, appended.change);
  }
}
