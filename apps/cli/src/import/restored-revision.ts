import type { EventStore } from '#libs/event-store';
import type { RestoredFrom } from '#libs/history';
import type { Fact } from '#libs/ingest';
import { type PodTemplate, readStoredDeployment, templatesEqual } from '#libs/kubernetes';
import { catchUp, InMemoryViewStore } from '#libs/projections';

/**
 * The revision that an undo went back to: the newest with its template; undefined when the log has none. Played from the log,
 * because an import does not wait for the views.
 */
export async function restoredRevision(
  store: EventStore,
  streamId: number,
  { uid, object = {} }: Fact,
): Promise<RestoredFrom | undefined> {
  const views = new InMemoryViewStore();
  await catchUp({ log: store, views }, streamId);
  const rows = [...(views.viewsOf(streamId)?.revisions ?? [])].reverse();
  const templates = await store.readTemplates([...new Set(rows.map(({ templateHash }) => templateHash))]);
  const { template } = readStoredDeployment(object).spec;
  const row = rows.find(({ templateHash }) =>
    templatesEqual(templates.get(templateHash) as unknown as PodTemplate, template),
  );
  return row && { uid, revision: row.number, change: String(row.change) };
}
