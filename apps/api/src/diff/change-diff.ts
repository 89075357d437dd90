import type { EventStore, Stream } from '#libs/event-store';
import type { JsonObject } from '#libs/kubernetes';
import { deploymentAfter } from './deployment-after.js';
import { comparedDeployment } from './diff-node.js';
import type { Diff } from './diff.types.js';
import { objectAfter } from './object-after.js';

/** What a change did: from what was before it (nothing, before a creation) to what was after (nothing, after a deletion). */
export async function changeDiff(store: EventStore, change: bigint): Promise<Diff> {
  const [recorded] = await store.readChanges([change]);
  const first = recorded?.events[0];
  const last = recorded?.events.at(-1);
  if (recorded === undefined || first === undefined || last === undefined)
    throw new Error(`change ${change} is not in the log`);
  const [before, after] = await Promise.all([
    comparedAfter(store, recorded.stream, first.streamPosition - 1),
    comparedAfter(store, recorded.stream, last.streamPosition),
  ]);
  return { before, after };
}

async function comparedAfter(store: EventStore, stream: Stream, streamPosition: number): Promise<JsonObject> {
  if (stream.kind === undefined)
    return comparedDeployment(await deploymentAfter(store, stream, streamPosition), 'DEPLOYMENT');
  return objectAfter(store, stream, streamPosition);
}
