import type { EventStore } from '#libs/event-store';
import { type PodTemplate, templatesEqual } from '#libs/kubernetes';

/** The first of revisions that has a template; undefined when none has it. */
export async function firstOfTemplate<Revision extends Readonly<{ templateHash: string }>>(
  log: Pick<EventStore, 'readTemplates'>,
  revisions: readonly Revision[],
  template: PodTemplate,
): Promise<Revision | undefined> {
  const templates = await log.readTemplates([...new Set(revisions.map(({ templateHash }) => templateHash))]);
  return revisions.find(({ templateHash }) =>
    templatesEqual(templates.get(templateHash) as unknown as PodTemplate, template),
  );
}
