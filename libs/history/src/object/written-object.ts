import {
  type FieldManagers,
  type FieldWriter,
  type JsonObject,
  managersAfterUpdate,
  objectOf,
  readManagedFields,
  serverSideApply,
  writeManagedFields,
} from '#libs/kubernetes';
import { OBJECT_RULES } from './object-rules.js';
import type { ObjectCommand, ObjectContext } from './object-command.js';

/** An object with defaults, and who owns its fields; without status and managedFields, and not checked yet. */
type Written = Readonly<{ object: JsonObject; managers: FieldManagers }>;

type WritingCommand = Exclude<ObjectCommand, { kind: 'DeleteObject' | 'HastenEnding' | 'ReplaceStatus' }>;

/**
 * What a write makes of an object, or of none, before the API server adds its own: what is added later is nobody's.
 * @throws FieldManagerConflict
 */
export function writtenObject(command: WritingCommand, live: JsonObject | undefined, context: ObjectContext): Written {
  const { goType: type, empty, defaults } = OBJECT_RULES[context.kind];
  const before = live === undefined ? empty : bare(live);
  const recorded = managersOf(live);
  if (command.kind === 'ApplyObject') {
    const { config, force } = command;
    const apply = { type, live: before, empty, config: bare(config), force };
    const applied = serverSideApply(recorded, { ...apply, writer: writerOf(context, 'Apply') });
    return { ...applied, object: defaults(named(applied.object, context)) };
  }
  const after = defaults(named(bare(command.object), context));
  const managers = command.kind === 'ReplaceObject' ? (command.managers ?? recorded) : recorded;
  // Who takes all owners off an object wants none to be kept.
  if (live !== undefined && managers.length === 0) return { object: after, managers };
  const change = { type, before, after };
  return { object: after, managers: managersAfterUpdate(managers, change, writerOf(context, 'Update')) };
}

/** What a write to the status makes of an object: all but its spec, whose fields are nobody's to take there. */
export function writtenStatus(
  { object, managers }: Extract<ObjectCommand, { kind: 'ReplaceStatus' }>,
  live: JsonObject,
  context: ObjectContext,
): Written {
  const { goType: type } = OBJECT_RULES[context.kind];
  const before = withoutManagers(live);
  const { spec: _spec, ...told } = withoutManagers(object);
  const after = named({ ...told, ...(live.spec !== undefined && { spec: live.spec }) }, context);
  const writer = { ...writerOf(context, 'Update'), subresource: 'status' };
  return {
    object: after,
    managers: managersAfterUpdate(managers ?? managersOf(live), { type, before, after }, writer),
  };
}

/** Who owns the fields of an object, as it says itself. */
function managersOf(live: JsonObject | undefined): FieldManagers {
  return readManagedFields(objectOf(live?.metadata).managedFields) ?? [];
}

/** The object with its owners written into it. */
export function withManagers(object: JsonObject, managers: FieldManagers): JsonObject {
  const { managedFields: _, ...metadata } = objectOf(object.metadata);
  if (managers.length === 0) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, managedFields: writeManagedFields(managers) } };
}

// The status is the kubelet's and the controllers'; who owns what is said beside.
function bare({ status: _status, ...object }: JsonObject): JsonObject {
  return withoutManagers(object);
}

function withoutManagers(object: JsonObject): JsonObject {
  const { managedFields: _managers, ...metadata } = objectOf(object.metadata);
  return { ...object, metadata };
}

function named(object: JsonObject, { kind, namespace, name }: ObjectContext): JsonObject {
  const metadata = { ...objectOf(object.metadata), name, ...(kind !== 'Namespace' && { namespace }) };
  return { ...object, kind, apiVersion: 'v1', metadata };
}

function writerOf({ manager, now }: ObjectContext, operation: 'Apply' | 'Update'): FieldWriter {
  return { manager, operation, apiVersion: 'v1', time: secondsTime(now) };
}

/** A moment as objects tell it: whole seconds. */
export function secondsTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
