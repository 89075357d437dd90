import {
  canonicalJson,
  compareFields,
  type Deployment,
  differenceOf,
  EMPTY_DEPLOYMENT,
  type FieldManager,
  type FieldManagers,
  type FieldSet,
  type Json,
  type JsonObject,
  NO_FIELDS,
  readFieldsV1,
  sameFields,
  typeNode,
  unionOf,
  UNOWNED_FIELDS,
  writeFieldsV1,
} from '#libs/kubernetes';
import { deploymentObject } from './command/deployment-object.js';
import type { DeploymentState } from './deployment-state.js';
import type { StoredManager, StoredManagers } from './event.js';

/** The manager of what is written through Rollbook's own API. */
export const OWN_MANAGER = 'rollbook';

const API_VERSION = 'apps/v1';

type Owned = Pick<DeploymentState, 'annotatedFirst'> & Readonly<{ deployment: Deployment }>;

/**
 * Who owns which of a Deployment's fields, its controller aside. The one whose fields are left out owns all that nobody else
 * does: most Deployments have such a one, who made them. Without any event it is Rollbook's own API.
 */
export function managersOf(stored: StoredManagers | undefined, owned: Owned): FieldManagers {
  const managers = (stored ?? [{ manager: OWN_MANAGER }]).map((entry) => ({ entry, fields: fieldsOf(entry) }));
  const named = managers.reduce((union, { fields }) => unionOf(union, fields ?? NO_FIELDS), NO_FIELDS);
  return managers.map(({ entry, fields }) => ({
    manager: entry.manager,
    operation: entry.operation ?? 'Update',
    apiVersion: entry.apiVersion ?? API_VERSION,
    ...(entry.subresource !== undefined && { subresource: entry.subresource }),
    ...(entry.time !== undefined && { time: entry.time }),
    fields: fields ?? differenceOf(allFields(owned), named),
  }));
}

/** The managers as an event carries them: the whole value, together with the Deployment it stands beside. */
export function storedManagers(managers: FieldManagers, owned: Owned): StoredManagers {
  const all = allFields(owned);
  const owner = managers.find((entry) => isOwnerOfRest(entry, managers, all));
  return [...managers]
    .sort((a, b) => (canonicalJson(identityOf(a)) < canonicalJson(identityOf(b)) ? -1 : 1))
    .map((entry) => ({
      ...identityOf(entry),
      ...(entry.time !== undefined && { time: entry.time }),
      ...(entry !== owner && { fields: writeFieldsV1(entry.fields) }),
    }));
}

/** Whether two say the same of who owns what; when they last wrote does not count. */
export function sameOwners(a: StoredManagers | undefined, b: StoredManagers): boolean {
  return canonicalJson(timeless(a ?? [{ manager: OWN_MANAGER }])) === canonicalJson(timeless(b));
}

function timeless(managers: StoredManagers): Json {
  return managers.map(({ time: _, ...entry }) => entry as JsonObject);
}

function identityOf({ manager, operation, apiVersion, subresource }: FieldManager): StoredManager {
  return {
    manager,
    ...(operation === 'Apply' && { operation }),
    ...(apiVersion !== API_VERSION && { apiVersion }),
    ...(subresource !== undefined && { subresource }),
  };
}

function isOwnerOfRest(entry: FieldManager, managers: FieldManagers, all: FieldSet): boolean {
  if (entry.operation === 'Apply' || entry.subresource !== undefined) return false;
  const others = managers.filter((other) => other !== entry);
  const named = others.reduce((union, { fields }) => unionOf(union, fields), NO_FIELDS);
  return sameFields(entry.fields, differenceOf(all, named));
}

function fieldsOf({ fields }: StoredManager): FieldSet | undefined {
  return fields === undefined ? undefined : (readFieldsV1(fields) ?? NO_FIELDS);
}

/** All that there is to own; the map of annotations itself is the controller's where it made it. */
function allFields({ deployment, annotatedFirst }: Owned): FieldSet {
  const object = deploymentObject(deployment);
  const { added, modified } = compareFields(typeNode('v1.Deployment'), EMPTY_DEPLOYMENT, object);
  const all = differenceOf(unionOf(added, modified), UNOWNED_FIELDS);
  return annotatedFirst ? all : differenceOf(all, THE_ANNOTATIONS);
}

const THE_ANNOTATIONS: FieldSet = readFieldsV1({ 'f:metadata': { 'f:annotations': {} } }) ?? NO_FIELDS;
