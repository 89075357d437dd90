import type { ObjectCommand, ObjectContext } from './object-command.js';
import { causeOf, deletion, type ObjectDecision, refuseIf, writeOf } from './object-decision.js';
import type { ObjectState } from './object-event.js';
import { OBJECT_RULES } from './object-rules.js';
import { isLetGo, isSameObject, stamped, stampsOf } from './object-stamps.js';
import { summariseWrite } from './object-summary.js';
import { withManagers, writtenStatus } from './written-object.js';

/**
 * Decides what a write to the status of an object does (registry/core, `statusStrategy`).
 * @throws ObjectInvalid
 */
export function decideStatus(
  command: Extract<ObjectCommand, { kind: 'ReplaceStatus' }>,
  state: ObjectState,
  context: ObjectContext,
): ObjectDecision {
  const { object: before } = state;
  const { prepareStatus, validateUpdate, validateStatus } = OBJECT_RULES[context.kind];
  const { object: written, managers } = writtenStatus(command, before, context);
  const prepared = prepareStatus(stamped(written, stampsOf(before, written)), before);
  refuseIf([...validateUpdate(prepared, before), ...validateStatus(prepared)], context);
  const object = withManagers(prepared, managers);
  const summary = summariseWrite(before, object, context.manager);
  if (isSameObject(before, object)) return { events: [], summary, object: before };
  const events = [writeOf(object, state, context), ...(isLetGo(object) ? [deletion(0)] : [])];
  return { events, summary, ...causeOf(before, object), object };
}
