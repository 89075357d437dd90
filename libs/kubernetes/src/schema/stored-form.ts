import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf } from '../json-shape.js';
import { formatQuantity } from '../quantity/format-quantity.js';
import { parseQuantity } from '../quantity/parse-quantity.js';
import { scalarText } from '../scalar-text.js';
import { type ApiField, apiType, elementType, shapeOf } from './api-type.js';

/** Fills the fields of one API type that were left out. */
type SetDefaults = (fields: JsonObject) => JsonObject;

/** Defaults by API type; none: the value is only brought into the form. */
export type DefaultsByType = Readonly<Record<string, SetDefaults>>;

/**
 * A value as the API server would write it after reading it: fields in their order, unknown ones and empty ones gone,
 * quantities canonical. The value must have the right types (see `decodingErrors`).
 */
export function storedForm(type: string, value: Json | undefined, defaults: DefaultsByType = {}): Json | undefined {
  const given = value ?? undefined;
  switch (shapeOf(type)) {
    case 'pointer':
      return given === undefined ? undefined : storedForm(elementType(type), given, defaults);
    case 'list':
      return storedList(elementType(type), listOf(given), defaults);
    case 'map':
      return storedMap(type, objectOf(given), defaults);
    case 'struct':
      return storedStruct(type, objectOf(given), defaults);
    case 'scalar':
      return storedScalar(type, given);
  }
}

function storedScalar(type: string, value: Json | undefined): Json | undefined {
  const special = SPECIAL_FORMS[type];
  return special === undefined ? (value ?? '') : special(value);
}

const SPECIAL_FORMS: Readonly<Record<string, (value: Json | undefined) => Json | undefined>> = {
  bool: (value) => value ?? false,
  int32: (value) => value ?? 0,
  int64: (value) => value ?? 0,
  'intstr.IntOrString': (value) => value ?? 0,
  'resource.Quantity': (value) => formatQuantity(parseQuantity(scalarText(value ?? '0').trim())),
  'v1.Time': (value) =>
    value === undefined ? undefined : new Date(scalarText(value)).toISOString().replace(/\.\d+Z$/, 'Z'),
  'v1.FieldsV1': (value) => value,
  opaque: (value) => value,
};

// Protobuf, in which objects are stored, knows no empty lists and maps.
function storedList(type: string, list: readonly Json[], defaults: DefaultsByType): Json | undefined {
  return list.length === 0 ? undefined : list.map((element) => storedForm(type, element, defaults) ?? null);
}

function storedMap(type: string, map: JsonObject, defaults: DefaultsByType): Json | undefined {
  const keys = Object.keys(map).sort(byteOrder);
  if (keys.length === 0) return undefined;
  const set = defaults[type];
  const stored = Object.fromEntries(keys.map((key) => [key, storedForm(elementType(type), map[key], defaults)]));
  return set === undefined ? stored : set(stored);
}

function storedStruct(type: string, object: JsonObject, defaults: DefaultsByType): JsonObject {
  const fields = storedFields(type);
  const given: Record<string, Json> = {};
  for (const field of fields) put(given, field, object[field.name], defaults);
  const filled = defaults[type]?.(given) ?? given;
  if (filled === given) return given;
  const stored: Record<string, Json> = {};
  for (const field of fields) {
    const value = filled[field.name];
    // A default may itself be a struct with defaults; what was given is in its form already.
    if (value !== given[field.name]) put(stored, field, value, defaults);
    else if (value !== undefined) stored[field.name] = value;
  }
  return stored;
}

type StoredField = Readonly<{
  name: string;
  type: string;
  isScalar: boolean;
  omitEmpty: boolean;
  /** Where none is given, none is written. */
  mayBeAbsent: boolean;
}>;

function put(
  stored: Record<string, Json>,
  { name, type, isScalar, omitEmpty, mayBeAbsent }: StoredField,
  given: Json | undefined,
  defaults: DefaultsByType,
): void {
  if (mayBeAbsent && (given ?? undefined) === undefined) return;
  const value = storedForm(type, given, defaults);
  if (value !== undefined && !(omitEmpty && isScalar && isZero(value))) stored[name] = value;
}

const known = new Map<string, readonly StoredField[]>();

function storedFields(type: string): readonly StoredField[] {
  const found = known.get(type);
  if (found !== undefined) return found;
  const made = [...(apiType(type)?.values() ?? [])].map(storedField);
  known.set(type, made);
  return made;
}

function storedField({ name, type, omitEmpty }: ApiField): StoredField {
  const shape = shapeOf(type);
  const isScalar = shape === 'scalar';
  const absent = isScalar ? storedScalar(type, undefined) : undefined;
  const mayBeAbsent = shape !== 'struct' && (absent === undefined || (omitEmpty && isZero(absent)));
  return { name, type, isScalar, omitEmpty, mayBeAbsent };
}

function isZero(value: Json): boolean {
  return value === '' || value === 0 || value === false;
}
