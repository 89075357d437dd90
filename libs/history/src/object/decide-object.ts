import {
  allotService,
  type Causes,
  type JsonObject,
  objectOf,
  type PodTemplate,
  type StringMap,
  textOf,
} from '#libs/kubernetes';
import { CHANGE_CAUSE } from '../command/annotations.js';
import { resolvePodLife } from '../pod-life.js';
import type { ObjectCommand, ObjectContext } from './object-command.js';
import type { ObjectEvent, ObjectState } from './object-event.js';
import { ObjectExists, ObjectInvalid, ObjectNotFound } from './object-refusals.js';
import { OBJECT_RULES } from './object-rules.js';
import { finalizersOf, isLetGo, isSameObject, stamped, stampsOf } from './object-stamps.js';
import { summariseNew, summariseWrite } from './object-summary.js';
import { secondsTime, withManagers, writtenObject } from './written-object.js';

/** What is to be recorded. No events: there is nothing to change. */
export type ObjectDecision = Readonly<{
  events: readonly ObjectEvent[];
  summary: string;
  cause?: string;
  /** The object after it; of a deletion, as it was. */
  object: JsonObject;
}>;

/**
 * Decides what a command does to an object that is kept whole; `state` is undefined for one that does not exist.
 * @throws ObjectInvalid, ObjectExists, ObjectNotFound, FieldManagerConflict
 */
export function decideObject(
  command: ObjectCommand,
  state: ObjectState | undefined,
  context: ObjectContext,
): ObjectDecision {
  const { kind, name } = context;
  if (command.kind === 'HastenEnding') return decideHastening(command, state, context);
  if (state === undefined || state.endingSeconds !== undefined) {
    if (command.kind === 'ReplaceObject' || command.kind === 'DeleteObject') throw new ObjectNotFound(kind, name);
    return decideNew(command, context);
  }
  if (command.kind === 'CreateObject') throw new ObjectExists(kind, name);
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

function deletion(endingSeconds: number, graceSeconds?: number): ObjectEvent {
  const payload = { endingSeconds, ...(graceSeconds !== undefined && { graceSeconds }) };
  return { type: 'ObjectDeleted', schemaVersion: 1, payload };
}

function writeOf(object: JsonObject, state: ObjectState | undefined, context: ObjectContext): ObjectEvent {
  const podLife = context.kind === 'Pod' ? (state?.podLife ?? lifeOf(object, context)) : undefined;
  return { type: 'ObjectWritten', schemaVersion: 1, payload: { object, ...(podLife && { podLife }) } };
}

// How long its containers take was settled when it was made: a new image is pulled beside the running one.
function lifeOf(object: JsonObject, { podLifeRules, cluster, namespace }: ObjectContext) {
  return resolvePodLife(podLifeRules, { cluster, namespace }, object as unknown as PodTemplate);
}

function allot(object: JsonObject, context: ObjectContext): JsonObject {
  if (context.kind !== 'Service') return object;
  const { status } = object;
  const place = `${context.namespace}/${context.name}`;
  const { service, causes } = allotService(object, place, context.allotted);
  refuseIf(causes, context);
  return { ...service, ...(status !== undefined && { status }) };
}

function refuseIf(causes: Causes, { kind, name }: ObjectContext): void {
  if (causes.length > 0) throw new ObjectInvalid(kind, name, causes);
}

function causeOf(before: JsonObject, after: JsonObject): Readonly<{ cause?: string }> {
  const [old, cause] = [before, after].map(
    ({ metadata }) => (objectOf(objectOf(metadata).annotations) as StringMap)[CHANGE_CAUSE],
  );
  return cause === undefined || cause === old ? {} : { cause };
}
