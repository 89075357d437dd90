import type { EventStore } from '#libs/event-store';
import type { Deployment } from '#libs/kubernetes';
import { deploymentAfter } from './deployment-after.js';

/** The Deployment before a change, and after it: undefined before its creation, and after its deletion. */
export async function changeStates(
  store: EventStore,
  change: bigint,
): Promise<Readonly<{ before?: Deployment; after?: Deployment }>> {
  const [recorded] = await store.readChanges([change]);
  const first = recorded?.events[0];
  const last = recorded?.events.at(-1);
  if (recorded === undefined || first === undefined || last === undefined)
    throw new Error(`change ${change} is not in the log`);
  const [before, after] = await Promise.all([
    deploymentAfter(store, recorded.stream, first.streamPosition - 1),
    deploymentAfter(store, recorded.stream, last.streamPosition),
  ]);
  return { ...(before && { before }), ...(after && { after }) };
}
