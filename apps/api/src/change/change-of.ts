import type { Loaders } from '../graphql/loaders.js';
import type { Change } from './change.types.js';
import { changeNode } from './change-node.js';

/** The change of a number that something the reader may see names. */
export async function changeOf(loaders: Pick<Loaders, 'changes'>, change: string): Promise<Change> {
  const row = await loaders.changes.load(change);
  if (row === undefined) throw new Error(`change ${change} is named and not there`);
  return changeNode(row);
}
