import type { EventStore } from '#libs/event-store';
import type { RestoredFrom } from '#libs/history';
import type { Fact } from '#libs/ingest';
import { readStoredDeployment } from '#libs/kubernetes';
import { catchUp, firstOfTemplate, InMemoryViewStore } from '#libs/projections';

/**
 * The revision that an undo went back to: the newest then with its template; undefined when the log has none. Played from the log,
 * because an import does not wait for the views.
 */
export async function restoredRevision(
  store: EventStore,
  streamId: number,
  { uid, object = {}, occurredAt }: Fact,
): Promise<RestoredFrom | undefined> {
  const views = new InMemoryViewStore();
  await catchUp({ log: store, views }, streamId);
  const known = (views.viewsOf(streamId)?.revisions ?? []).filter(({ createdAt }) => createdAt <= occurredAt);
  const row = await firstOfTemplate(store, [...known].reverse(), readStoredDeployment(object).spec.template);
  return row && { uid, revision: row.number, change: String(row.change) };
}
