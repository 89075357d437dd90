import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { toBase64, toHex } from '#libs/proof';
import type { TreeHead as Head } from '#libs/postgres';
import { TwoWayPageArgs } from '../graphql/page-args.types.js';
import { Position } from '../graphql/position.js';
import type { RequestContext } from '../graphql/request-context.js';
import { ConsistencyProof, InclusionProof, SigningKey, TreeHead, TreeHeadConnection } from './proof.types.js';
import { headPage } from './head-page.js';
import { provableSize, placeIn, proofsFor } from './provable.js';

/** What proves the log to somebody who does not trust the operator (docs/proof.md). */
@Resolver()
export class ProofResolver {
  @Query(() => TreeHead, {
    nullable: true,
    description:
      'The newest tree head, or the smallest with a number of events or more; null when there is none yet. For auditors of all namespaces, as all of the proof.',
  })
  async treeHead(
    @Args('from', { type: () => Position, nullable: true, description: 'How many events it must have.' })
    from: bigint | null | undefined,
    @Context() context: RequestContext,
  ): Promise<TreeHead | null> {
    const proofs = proofsFor(context);
    const head = await (typeof from !== 'bigint' ? proofs.newestHead() : proofs.headFrom(String(from)));
    return head === undefined ? null : headNode(head);
  }

  @Query(() => TreeHeadConnection, { description: 'The tree heads, smallest first. Cursors are sizes.' })
  async treeHeads(@Args() args: TwoWayPageArgs, @Context() context: RequestContext): Promise<TreeHeadConnection> {
    const { page, toPage } = headPage(args);
    return toPage((await proofsFor(context).listHeads(page)).map(headNode));
  }

  @Query(() => [SigningKey], { description: 'The keys that sign tree heads, oldest first.' })
  async signingKeys(@Context() context: RequestContext): Promise<readonly SigningKey[]> {
    const keys = await proofsFor(context).keys();
    return keys.map(({ publicKey, fromSize, signature, ...same }) => ({
      ...same,
      publicKey: toBase64(publicKey),
      fromSize: String(fromSize),
      signature: toBase64(signature),
    }));
  }

  @Query(() => InclusionProof, { description: 'Proves that an event is in the tree.' })
  async inclusionProof(
    @Args('position', { type: () => Position, description: 'Position of the event.' }) position: bigint,
    @Args('treeSize', {
      type: () => Position,
      nullable: true,
      description: "Size of the tree, the newest head's at most; that when left out.",
    })
    treeSize: bigint | null | undefined,
    @Context() context: RequestContext,
  ): Promise<InclusionProof> {
    const proofs = proofsFor(context);
    const size = await provableSize(proofs, treeSize, 'treeSize');
    const place = placeIn(position, { field: 'position', size, most: 'treeSize' });
    const { leafHash, rootHash, path } = await proofs.inclusion(place, size);
    return {
      position: String(place),
      treeSize: String(size),
      leafHash: toHex(leafHash),
      rootHash: toHex(rootHash),
      path: path.map(toHex),
    };
  }

  @Query(() => ConsistencyProof, { description: 'Proves that a tree is an older one, only appended to.' })
  async consistencyProof(
    @Args('from', { type: () => Position, description: 'Size of the older tree.' }) from: bigint,
    @Args('to', {
      type: () => Position,
      nullable: true,
      description: "Size of the newer tree, the newest head's at most; that when left out.",
    })
    to: bigint | null | undefined,
    @Context() context: RequestContext,
  ): Promise<ConsistencyProof> {
    const proofs = proofsFor(context);
    const newer = await provableSize(proofs, to, 'to');
    const older = placeIn(from, { field: 'from', size: newer, most: 'to' });
    const { fromRootHash, toRootHash, path } = await proofs.consistency(older, newer);
    return {
      from: String(older),
      to: String(newer),
      fromRootHash: toHex(fromRootHash),
      toRootHash: toHex(toRootHash),
      path: path.map(toHex),
    };
  }
}

function headNode({ rootHash, signature, ...same }: Head): TreeHead {
  return { ...same, rootHash: toHex(rootHash), signature: toBase64(signature) };
}
