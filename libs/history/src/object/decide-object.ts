import { allotService, type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { decideStatus } from './decide-status.js';
import type { ObjectCommand, ObjectContext } from './object-command.js';
import { causeOf, deletion, type ObjectDecision, refuseIf, writeOf } from './object-decision.js';
import type { ObjectState } from './object-event.js';
import { ObjectExists, ObjectNotFound } from './object-refusals.js';
import { OBJECT_RULES } from './object-rules.js';
import { finalizersOf, isLetGo, isSameObject, stamped, stampsOf } from './object-stamps.js';
import { summariseNew, summariseWrite } from './object-summary.js';
import { secondsTime, withManagers, writtenObject } from './written-object.js';

/**
 * Decides what a command does to an object that is kept whole; `state` is undefined for one that does not exist.
 * @throws ObjectInvalid, ObjectExists, ObjectNotFound, FieldManagerConflict
 */
export function decideObject(
  command: ObjectCommand,
  state: ObjectState | undefined,
  context: ObjectContext,
): ObjectDecision {
  if (command.kind === 'HastenEnding') return decideHastening(command, state, context);
  return state === undefined || state.endingSeconds !== undefined
    ? decideOnNothing(command, context)
    : decideOnPresent(command, state, context);
}

type LivingCommand = Exclude<ObjectCommand, { kind: 'HastenEnding' }>;

function decideOnNothing(command: LivingCommand, context: ObjectContext): ObjectDecision {
  if (command.kind === 'CreateObject' || command.kind === 'ApplyObject') return decideNew(command, context);
  throw new ObjectNotFound(context.kind, context.name);
}

function decideOnPresent(command: LivingCommand, state: ObjectState, context: ObjectContext): ObjectDecision {
  if (command.kind === 'CreateObject') throw new ObjectExists(context.kind, context.name);
  if (command.kind === 'ReplaceStatus') return decideStatus(command, state, context);
  return command.kind === 'DeleteObject'
    ? decideDeletion(command, state, context)
    : decideUpdate(command, state, context);
}

function decideNew(
  command: Extract<ObjectCommand, { kind: 'CreateObject' | 'ApplyObject' }>,
  context: ObjectContext,
): ObjectDecision {
  const { prepareNew, validateNew } = OBJECT_RULES[context.kind];
  const { object: written, managers } = writtenObject(command, undefined, context);
  const prepared = prepareNew(stamped(written, { creationTimestamp: secondsTime(context.now) }));
  refuseIf(validateNew(prepared), context);
  const object = withManagers(allot(prepared, context), managers);
  return {
    events: [writeOf(object, undefined, context)],
    summary: summariseNew(object),
    ...causeOf({}, object),
    object,
  };
}

function decideUpdate(
  command: Extract<ObjectCommand, { kind: 'ReplaceObject' | 'ApplyObject' }>,
  state: ObjectState,
  context: ObjectContext,
): ObjectDecision {
  const { object: before } = state;
  const { prepareUpdate, validateUpdate } = OBJECT_RULES[context.kind];
  const { object: written, managers } = writtenObject(command, before, context);
  const prepared = prepareUpdate(stamped(written, stampsOf(before, written)), before);
  refuseIf(validateUpdate(prepared, before), context);
  const { status } = before;
  const object = withManagers({ ...allot(prepared, context), ...(status !== undefined && { status }) }, managers);
  const summary = summariseWrite(before, object, context.manager);
  if (isSameObject(before, object)) return { events: [], summary, object: before };
  const events = [writeOf(object, state, context), ...(isLetGo(object) ? [deletion(0)] : [])];
  return { events, summary, ...causeOf(before, object), object };
}

// What has finalizers waits for them; who takes the last one off lets it go.
function decideDeletion(
  { endingSeconds, graceSeconds, regardless = false }: Extract<ObjectCommand, { kind: 'DeleteObject' }>,
  state: ObjectState,
  context: ObjectContext,
): ObjectDecision {
  const { object } = state;
  const metadata = objectOf(object.metadata);
  if (regardless || finalizersOf(object).length === 0)
    return { events: [deletion(endingSeconds, graceSeconds)], summary: 'deleted', object };
  if (textOf(metadata.deletionTimestamp) !== '')
    return { events: [], summary: 'nothing to change: it waits for its finalizers', object };
  const told = { deletionTimestamp: secondsTime(context.now), deletionGracePeriodSeconds: 0 };
  const waiting = stamped(object, told);
  return {
    events: [writeOf(waiting, state, context)],
    summary: `deleted, once ${finalizersOf(object).join(', ')} let it go`,
    object: waiting,
  };
}

// Only ever sooner (registry/rest/delete.go, `BeforeDelete`).
function decideHastening(
  { endingSeconds, graceSeconds }: Extract<ObjectCommand, { kind: 'HastenEnding' }>,
  state: ObjectState | undefined,
  { kind, name }: ObjectContext,
): ObjectDecision {
  if (state?.endingSeconds === undefined) throw new ObjectNotFound(kind, name);
  const { object, endingSeconds: before } = state;
  if (endingSeconds >= before) return { events: [], summary: 'nothing to change: it is ending', object };
  const summary = `ends sooner: ${graceSeconds} s of grace`;
  return { events: [deletion(endingSeconds, graceSeconds)], summary, object };
}

function allot(object: JsonObject, context: ObjectContext): JsonObject {
  if (context.kind !== 'Service') return object;
  const { status } = object;
  const place = `${context.namespace}/${context.name}`;
  const { service, causes } = allotService(object, place, context.allotted);
  refuseIf(causes, context);
  return { ...service, ...(status !== undefined && { status }) };
}
