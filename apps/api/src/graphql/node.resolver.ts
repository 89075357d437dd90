import { Args, Context, ID, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ArgumentInvalid } from '#libs/history';
import { changeNode } from '../change/change-node.js';
import { deploymentNodes } from '../deployment/find-deployment.js';
import { revisionNodes } from '../revision/revision-page.js';
import { rolloutNode } from '../rollout/rollout-node.js';
import { NodeType } from './node.types.js';
import { decodeNodeId, type NodeRef } from './node-id.js';
import { MAX_PAGE_SIZE } from './page.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => NodeType)
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'What an id names, now; null when there is nothing of that id.',
  })
  node(
    @Args('id', { type: () => ID, description: 'An id that an answer gave.' }) id: string,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NodeType | null> {
    return this.#find(decodeNodeId(id), context, info);
  }

  @Query(() => [NodeType], { nullable: 'items', description: 'What several ids name, in their order; at most 100.' })
  nodes(
    @Args('ids', { type: () => [ID], description: 'Ids that answers gave.' }) ids: readonly string[],
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly (NodeType | null)[]> {
    if (ids.length > MAX_PAGE_SIZE)
      throw new ArgumentInvalid('ids', `at most ${MAX_PAGE_SIZE} can be asked for at once, not ${ids.length}`);
    const refs = ids.map((id, index) => decodeNodeId(id, `ids[${index}]`));
    return Promise.all(refs.map((ref) => this.#find(ref, context, info)));
  }

  async #find(ref: NodeRef, context: RequestContext, info: GraphQLResolveInfo): Promise<NodeType | null> {
    const { loaders, now, ports } = context;
    const { reads } = ports;
    switch (ref.type) {
      case 'Deployment': {
        const row = await loaders.deployments.load({ streamId: ref.streamId, at: now });
        return first(await deploymentNodes(row === undefined ? [] : [row], now, { reads, context, info }));
      }
      case 'Revision': {
        const row = await loaders.revisionsByNumber.load({ ...ref, at: now });
        return first(await revisionNodes(row === undefined ? [] : [row], loaders, info));
      }
      case 'Rollout': {
        const row = await reads.findRollout(ref, now);
        return row === undefined ? null : rolloutNode(row, now);
      }
      case 'Change': {
        const row = await loaders.changes.load(ref.change);
        return row === undefined ? null : changeNode(row);
      }
    }
  }
}

function first<Node>(nodes: readonly Node[]): Node | null {
  return nodes[0] ?? null;
}
