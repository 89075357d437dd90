import {
  type Deployment,
  EMPTY_DEPLOYMENT,
  type FieldManagers,
  type FieldWriter,
  type JsonObject,
  managersAfterUpdate,
  objectOf,
  serverSideApply,
} from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import type { DeploymentEvent } from '../event.js';
import { managersOf, OWN_MANAGER, sameOwners, storedManagers } from '../managed-fields.js';
import { withoutRevision, withRevision } from './annotations.js';
import { deploymentObject } from './deployment-object.js';

const TYPE = 'v1.Deployment';

/** Who writes fields: of the object itself, or through its `scale` or `status`. */
export type Writer = Readonly<{ manager: string; subresource?: 'scale' | 'status' }>;

/** Rollbook's own API. */
export const OWN_WRITER: Writer = { manager: OWN_MANAGER };

/** A Deployment and who owns its fields. */
type Owned = Readonly<{ deployment: Deployment; managers: FieldManagers }>;

/** A Deployment as written. Without managers nobody but Rollbook's own API ever wrote it, and all is owned by that. */
export type Written = Readonly<{ deployment: Deployment; managers?: FieldManagers }>;

type Writing = Readonly<{ writer: Writer | undefined; now: number }>;

/** Who owns the fields of the Deployment that lives, as recorded. */
export function recordedManagers(state: DeploymentState, deployment: Deployment): FieldManagers {
  return managersOf(state.managers, { deployment, annotatedFirst: state.annotatedFirst });
}

/** Who owns what after a write that is no apply; `before` is undefined for a new Deployment. */
export function managersAfter(before: Owned | undefined, after: Deployment, writing: Writing): FieldManagers {
  const writer = fieldWriter(writing, 'Update');
  if (before === undefined)
    return managersAfterUpdate([], { type: TYPE, before: EMPTY_DEPLOYMENT, after: deploymentObject(after) }, writer);
  // Who takes all owners off an object wants none to be kept.
  if (before.managers.length === 0) return [];
  const change = { type: TYPE, before: shown(before.deployment), after: shown(after) };
  return managersAfterUpdate(before.managers, change, writer);
}

/**
 * Server-side apply to a Deployment, or to none; the object is not validated yet.
 * @throws FieldManagerConflict
 */
export function appliedFields(
  before: Owned | undefined,
  { config, force }: Readonly<{ config: JsonObject; force: boolean }>,
  writing: Writing,
): Readonly<{ object: JsonObject; managers: FieldManagers }> {
  const live = before === undefined ? EMPTY_DEPLOYMENT : shown(before.deployment);
  const apply = { type: TYPE, live, empty: EMPTY_DEPLOYMENT, config: withoutDerived(config), force };
  return serverSideApply(before?.managers ?? [], { ...apply, writer: fieldWriter(writing, 'Apply') });
}

/** The event that says who owns what, where that is another than was recorded. */
export function ownersEvents(
  state: DeploymentState | undefined,
  { deployment, managers }: Written,
): readonly DeploymentEvent[] {
  if (managers === undefined) return [];
  const annotatedFirst = state?.annotatedFirst ?? Object.keys(deployment.annotations).length > 0;
  const stored = storedManagers(managers, { deployment, annotatedFirst });
  if (sameOwners(state?.managers, stored)) return [];
  return [{ type: 'ManagedFieldsChanged', schemaVersion: 1, payload: { managers: stored } }];
}

function fieldWriter({ writer = OWN_WRITER, now }: Writing, operation: 'Apply' | 'Update'): FieldWriter {
  const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  // What goes through `scale` bears no time (managedfields/scalehandler.go takes the times from the object's own entries).
  return { ...writer, operation, apiVersion: 'apps/v1', ...(writer.subresource !== 'scale' && { time }) };
}

/** The object as its controller leaves it: with the revision among its annotations. */
function shown(deployment: Deployment): JsonObject {
  return deploymentObject({ ...deployment, annotations: withRevision(deployment.annotations) });
}

// The status and the revision are the controller's: nobody else can apply them.
function withoutDerived({ status: _, metadata, ...rest }: JsonObject): JsonObject {
  const { annotations, ...others } = objectOf(metadata);
  const kept = annotations === undefined ? {} : { annotations: withoutRevision(objectOf(annotations)) };
  return { ...rest, metadata: { ...others, ...kept } };
}
