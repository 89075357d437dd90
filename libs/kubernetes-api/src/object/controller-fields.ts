import type { JsonObject, StringMap } from '#libs/kubernetes';
import { apiTime } from './api-time.js';

/** One entry of `managedFields` of what controllers write. */
export function controllerEntry(
  { manager, apiVersion, time }: Readonly<{ manager: string; apiVersion: string; time: Date }>,
  fieldsV1: JsonObject,
  subresource?: 'status',
): JsonObject {
  return {
    manager,
    operation: 'Update',
    apiVersion,
    time: apiTime(time),
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(subresource && { subresource }),
  };
}

/** The controllers, as they name themselves among managers. */
export const CONTROLLERS = 'kube-controller-manager';

/** `f:labels` and its like: each key, and the map itself; nothing for an empty one. */
export function mapFields(name: 'labels' | 'annotations', map: StringMap): JsonObject {
  const keys = Object.keys(map).sort();
  if (keys.length === 0) return {};
  return { [`f:${name}`]: { '.': {}, ...namedFields(keys) } };
}

/** `{ 'f:a': {}, 'f:b': {} }` */
export function namedFields(names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
}

/** `f:ownerReferences` of one owner. */
export function ownerFields(uid: string | undefined): JsonObject {
  return uid === undefined ? {} : { 'f:ownerReferences': { '.': {}, [`k:${JSON.stringify({ uid })}`]: {} } };
}
