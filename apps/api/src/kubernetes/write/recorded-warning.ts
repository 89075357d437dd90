import type { Outcome } from './outcome.js';

const TEMPLATE_EVENTS: readonly string[] = ['PodTemplateChanged', 'RolloutRestarted', 'RolloutUndone'];

/** What is said of a change after it was recorded: `recorded as change 42: image of web: v1 -> v2; previous revision 3`. */
export function recordedWarning({ live, decision, appended }: Outcome): readonly string[] {
  if (appended === undefined) return [];
  const revision = live?.row?.revision ?? null;
  const isNew = decision.events.some(({ type }) => TEMPLATE_EVENTS.includes(type)) && revision !== null;
  return [
    `recorded as change ${appended.change}: ${decision.summary}${isNew ? `; previous revision ${revision}` : ''}`,
  ];
}
