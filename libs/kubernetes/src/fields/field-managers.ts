import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import { isJsonList, isJsonObject, textOf } from '../json-shape.js';
import { type FieldSet, isEmptySet } from './field-set.js';
import { readFieldsV1, writeFieldsV1 } from './fields-v1.js';

/** Who owns which fields of an object: one entry of `metadata.managedFields`. */
export type FieldManager = Readonly<{
  manager: string;
  /** `Apply` for server-side apply, `Update` for every other write. */
  operation: 'Apply' | 'Update';
  apiVersion: string;
  /** The subresource it was written through; none for the object itself. */
  subresource?: string;
  /** When it last wrote, to the second: `2026-11-21T10:00:00Z`. */
  time?: string;
  fields: FieldSet;
}>;

/** Nobody twice, in no order. */
export type FieldManagers = readonly FieldManager[];

/** Whether two entries are of one manager; one that applies is the same whatever version it applied. */
export function isSameManager(a: Omit<FieldManager, 'fields'>, b: Omit<FieldManager, 'fields'>): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    (a.subresource ?? '') === (b.subresource ?? '') &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

/** `metadata.managedFields` in the API server's order. */
export function writeManagedFields(managers: FieldManagers): readonly JsonObject[] {
  return sortManagedFields(managers.map(writeEntry));
}

/** Entries of `metadata.managedFields` in the API server's order. */
export function sortManagedFields(entries: readonly JsonObject[]): readonly JsonObject[] {
  return [...entries].sort(storedOrder);
}

function writeEntry({ manager, operation, apiVersion, subresource, time, fields }: FieldManager): JsonObject {
  return {
    manager,
    operation,
    apiVersion,
    ...(time !== undefined && { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: writeFieldsV1(fields),
    ...(subresource !== undefined && { subresource }),
  };
}

/** Reads `metadata.managedFields`; undefined for what the API server could not read either. */
export function readManagedFields(value: Json | undefined): FieldManagers | undefined {
  if (value === undefined || value === null) return [];
  if (!isJsonList(value)) return undefined;
  const read = value.map(readEntry);
  return read.every((entry) => entry !== undefined) ? read.filter(({ fields }) => !isEmptySet(fields)) : undefined;
}

function readEntry(entry: Json): FieldManager | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { manager, operation, apiVersion, subresource, time, fieldsV1 } = entry;
  const fields = readFieldsV1(fieldsV1);
  if (fields === undefined || (operation !== 'Apply' && operation !== 'Update')) return undefined;
  return {
    manager: textOf(manager),
    operation,
    apiVersion: textOf(apiVersion),
    ...(textOf(subresource) !== '' && { subresource: textOf(subresource) }),
    ...(textOf(time) !== '' && { time: textOf(time) }),
    fields,
  };
}

const ORDERED_BY = ['operation', 'time', 'manager', 'apiVersion', 'subresource'] as const;

function storedOrder(a: JsonObject, b: JsonObject): number {
  const differing = ORDERED_BY.find((key) => textOf(a[key]) !== textOf(b[key]));
  return differing === undefined ? 0 : byteOrder(textOf(a[differing]), textOf(b[differing]));
}
