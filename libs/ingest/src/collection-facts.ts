import type { EventStore } from '#libs/event-store';
import { meets, parseLabelSelector } from '#libs/kubernetes';
import type { CollectionDeletion } from './audit/audit-outcome.js';
import { deletionKey, type Fact } from './fact.js';
import { type KnownDeployment, readKnown } from './known-deployment.js';

export type CollectionPorts = Readonly<{
  store: Pick<EventStore, 'streamById' | 'readLatestOfTypes'>;
  /** The streams of what lives in a namespace, as far as the log knows. */
  livingIn: (place: Pick<Fact, 'cluster' | 'namespace'>) => Promise<readonly number[]>;
}>;

/** @throws SelectorUnreadable */
export async function readCollectionFacts(
  { store, livingIn }: CollectionPorts,
  collection: CollectionDeletion,
): Promise<readonly Fact[]> {
  const living: KnownDeployment[] = [];
  for (const streamId of await livingIn(collection)) {
    const stream = await store.streamById(streamId);
    if (stream !== undefined) living.push(await readKnown(store, stream));
  }
  return collectionFacts(collection, living);
}

/**
 * What a deletion that names no object did to the Deployments of its namespace, as they are known right before it: those that it
 * selects are gone. What finalizers hold is told of when they are taken off; so it is with all of a deletion in the foreground, and one
 * that leaves orphans, for which the cluster puts finalizers on.
 * @throws SelectorUnreadable
 */
function collectionFacts(collection: CollectionDeletion, living: readonly KnownDeployment[]): readonly Fact[] {
  const { labelSelector = '', onlyName, ...asked } = collection;
  const requirements = parseLabelSelector(labelSelector);
  if (asked.propagationPolicy !== 'Background') return [];
  const gone = living.filter(({ stream, state: { deployment, deleted, observed } }) => {
    const isLater = observed !== undefined && Date.parse(observed.at) > asked.occurredAt;
    const isHeld = (deployment.finalizers ?? []).length > 0;
    const isSelected = onlyName === undefined || onlyName === stream.name;
    return !deleted && !isLater && !isHeld && isSelected && meets(requirements, deployment.labels);
  });
  return gone.map(({ stream: { name, uid } }) => ({
    ...{ ...asked, name, uid, verb: 'deleted' },
    key: deletionKey({ cluster: asked.cluster, uid }),
  }));
}
