import type { GraphQLResolveInfo } from 'graphql';
import type { RevisionRow } from '#libs/postgres';
import { asksFor } from '../graphql/asks-for.js';
import { momentPage } from '../graphql/key-page.js';
import type { Loaders } from '../graphql/loaders.js';
import type { Page } from '../graphql/page.js';
import type { PageArgs } from '../graphql/page-args.types.js';
import type { Revision } from './revision.types.js';
import { revisionNode } from './revision-node.js';

/** A page of a stream's revisions, newest first, with their templates where those are asked for. */
export function revisionPage(
  { streamId, at }: Readonly<{ streamId: number; at: Date }>,
  args: PageArgs,
  { loaders, info }: Readonly<{ loaders: Loaders; info: GraphQLResolveInfo }>,
): Promise<Page<Revision>> {
  return momentPage({ kind: 'revision', keyOf: ({ createdAt, number }) => [createdAt, number] }, args, async (page) =>
    revisionNodes(await loaders.revisions.load({ streamId, args: { at, ...page } }), loaders, info),
  );
}

/** The nodes of rows, with their templates where those are asked for. */
export async function revisionNodes(
  rows: readonly RevisionRow[],
  loaders: Loaders,
  info: GraphQLResolveInfo,
): Promise<readonly Revision[]> {
  if (!asksFor(info, 'template', 'containers')) return rows.map((row) => revisionNode(row, undefined));
  return Promise.all(
    rows.map(async (row) => revisionNode(row, await loaders.templateOf(row.streamId, row.templateHash))),
  );
}
