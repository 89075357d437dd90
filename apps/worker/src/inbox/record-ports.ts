import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { EventStore } from '#libs/event-store';
import { clusterContext, type ClusterSettings, type Fact, type RecordPorts } from '#libs/ingest';
import { readStoredDeployment } from '#libs/kubernetes';
import type { Reads } from '#libs/postgres';
import { firstOfTemplate, orphansTaken } from '#libs/projections';

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

const PAGE = 100;

async function restoredBy(
  { store, reads }: Pick<RecordWorld, 'store' | 'reads'>,
  streamId: number,
  { object = {}, occurredAt }: Fact,
) {
  const { template } = readStoredDeployment(object).spec;
  const page = { at: new Date(occurredAt), limit: PAGE };
  let rows = await reads.readRevisions([streamId], page);
  for (;;) {
    const row = await firstOfTemplate(store, rows, template);
    if (row !== undefined) return { uid: row.change.uid, revision: row.number, change: row.change.change };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return undefined;
    rows = await reads.readRevisions([streamId], { ...page, after: [last.createdAt, last.number] });
  }
}
