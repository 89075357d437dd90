import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Deployment } from '../deployment/deployment.types.js';
import { deploymentNodes } from '../deployment/find-deployment.js';
import { changeDiff } from '../diff/change-diff.js';
import { Diff } from '../diff/diff.types.js';
import { Position } from '../graphql/position.js';
import { TwoWayPageArgs } from '../graphql/page-args.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Change, ChangeConnection, RecordedEvent } from './change.types.js';
import { ChangeFilter } from './change-filter.types.js';
import { changeListFilter } from './change-list-filter.js';
import { changeNode } from './change-node.js';
import { changePage } from './change-page.js';

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description:
      'The audit list: every change ever recorded, oldest first. Cursors are positions: a page never shifts and never skips, and the last `endCursor` goes on when there is more.',
  })
  async changes(
    @Args('filter', { type: () => ChangeFilter, nullable: true, description: 'Which changes; all when left out.' })
    filter: ChangeFilter | null,
    @Args() args: TwoWayPageArgs,
    @Context() { ports }: RequestContext,
  ): Promise<ChangeConnection> {
    const { page, toPage } = changePage(args);
    return toPage(await ports.reads.listChanges(await changeListFilter(ports, filter), page));
  }

  @Query(() => Change, { nullable: true, description: 'The change that the event at a position belongs to.' })
  async change(
    @Args('position', { type: () => Position, description: 'Position of any of its events.' }) position: bigint,
    @Context() { ports }: RequestContext,
  ): Promise<Change | null> {
    const row = await ports.reads.findChangeAt(String(position));
    return row === undefined ? null : changeNode(row);
  }

  @ResolveField(() => [RecordedEvent], { description: 'What happened, in order; stored together, replayed together.' })
  async events(
    @Parent() { row }: Change,
    @Context() { loaders, ports }: RequestContext,
  ): Promise<readonly RecordedEvent[]> {
    const events = await ports.secrets.shown(row, await loaders.events.load(row));
    return Promise.all(
      events.map(async ({ templateHash, ...event }) => ({
        ...event,
        template: templateHash === null ? null : await loaders.templateOf(row, templateHash),
      })),
    );
  }

  @ResolveField(() => Deployment, {
    nullable: true,
    description: 'The Deployment, now; null until its view is there, and for a change of another object.',
  })
  async deployment(
    @Parent() { row }: Change,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Deployment | null> {
    const found = await context.loaders.deployments.load({ streamId: row.streamId, at: context.now });
    const nodes = await deploymentNodes(found === undefined ? [] : [found], context.now, {
      reads: context.ports.reads,
      context,
      info,
    });
    return nodes[0] ?? null;
  }

  @ResolveField(() => Diff, { description: 'What it changed.' })
  async diff(@Parent() { change, row }: Change, @Context() { ports }: RequestContext): Promise<Diff> {
    return ports.secrets.shown(row, await changeDiff(ports.store, BigInt(change)));
  }
}
