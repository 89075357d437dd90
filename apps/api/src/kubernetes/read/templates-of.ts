import type { EventStore } from '#libs/event-store';
import type { PodTemplate } from '#libs/kubernetes';

/** Where templates are read. */
export type TemplatePorts = Readonly<{ store: Pick<EventStore, 'readTemplates'> }>;

/** The templates of rows, by their hashes. */
export async function templatesOf(
  rows: readonly Readonly<{ templateHash: string }>[],
  { store }: TemplatePorts,
): Promise<(hash: string) => PodTemplate> {
  const templates = await store.readTemplates([...new Set(rows.map(({ templateHash }) => templateHash))]);
  return (hash) => {
    const template = templates.get(hash);
    if (template === undefined) throw new Error(`template ${hash} is not in the log`);
    return template as unknown as PodTemplate;
  };
}
