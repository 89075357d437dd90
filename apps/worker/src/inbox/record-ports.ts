import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { EventStore } from '#libs/event-store';
import { clusterContext, type ClusterSettings, type Fact, type RecordPorts } from '#libs/ingest';
import { type PodTemplate, readStoredDeployment, templatesEqual } from '#libs/kubernetes';
import type { Reads } from '#libs/postgres';
import { orphansTaken } from '#libs/projections';

export type RecordWorld = Readonly<{
  store: EventStore;
  settings: ClusterSettings;
  reads: Pick<Reads, 'readRevisions'>;
  /** Brings the views of a stream to its newest event. */
  catchUp: (streamId: number) => Promise<unknown>;
}>;

const SETTINGS_MILLISECONDS = 5000;

/** What recording facts needs of the world. */
export function recordPorts({ store, settings, reads, catchUp }: RecordWorld): RecordPorts {
  const contexts = new LRUCache<string, ReturnType<RecordPorts['contextOf']>>({
    max: 1000,
    ttl: SETTINGS_MILLISECONDS,
  });
  return {
    store,
    orphansTaken,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    contextOf: ({ cluster }) => {
      const context = contexts.get(cluster) ?? clusterContext(settings, cluster);
      contexts.set(cluster, context, { ttl: SETTINGS_MILLISECONDS, noUpdateTTL: true });
      context.catch(() => contexts.delete(cluster)); // the next fact reads again
      return context;
    },
    restoredBy: async (streamId, fact) => {
      await catchUp(streamId);
      return restoredBy({ store, reads }, streamId, fact);
    },
  };
}

const MOST_COMPARED = 100;

async function restoredBy(
  { store, reads }: Pick<RecordWorld, 'store' | 'reads'>,
  streamId: number,
  { object = {}, occurredAt }: Fact,
) {
  const { template } = readStoredDeployment(object).spec;
  const rows = await reads.readRevisions([streamId], { at: new Date(occurredAt), limit: MOST_COMPARED });
  const templates = await store.readTemplates([...new Set(rows.map(({ templateHash }) => templateHash))]);
  const row = rows.find(({ templateHash }) =>
    templatesEqual(templates.get(templateHash) as unknown as PodTemplate, template),
  );
  return row && { uid: row.change.uid, revision: row.number, change: row.change.change };
}
