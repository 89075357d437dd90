import type { RecordedChange } from '#libs/event-store';
import { type DeploymentState, earlierStateOf, toldHistory } from '#libs/history';
import { type ChangeFacts, changeFacts } from './change-facts.js';
import { stateAfter } from './recorded-states.js';

/**
 * What a change did that was told late, against what was right before it; `history` are the changes of its stream up to it, as
 * recorded. Fields that a newer change altered are left out of its fields, so that the newest row of a field tells who altered it last.
 */
export function lateFacts(late: RecordedChange, history: readonly RecordedChange[]): ChangeFacts {
  const kinds = earlierStateOf(late)?.kinds ?? [];
  const told = toldHistory(history);
  const place = told.findIndex(({ change }) => change === late.change);
  let state: DeploymentState | undefined;
  let facts = changeFacts(undefined, undefined, kinds);
  const newer = new Set<string>();
  for (const [index, { events }] of told.entries()) {
    const before = state;
    state = stateAfter(before, events);
    if (index === place) facts = changeFacts(before, state, kinds);
    if (index > place) for (const { path } of changeFacts(before, state, []).fields) newer.add(path);
  }
  return { ...facts, fields: facts.fields.filter(({ path }) => !newer.has(path)) };
}
