import type { Json, JsonObject } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';
import { apiType, elementType, shapeOf } from '../schema/api-type.js';
import { goKind, scalarError } from './scalar-errors.js';

/** What a decoder finds in a document, in the order of the document. */
export type DecodingErrors = Readonly<{
  /** Values of the wrong type; Go tells only the first. */
  types: readonly string[];
  /** Paths of fields that the type does not have. */
  unknownFields: readonly string[];
}>;

/** Where the decoder is: a field or an index of what it is in, and the struct that Go's messages name. */
type Place = Readonly<{ step: string | number; struct: string; within?: Place }>;

/** Reads a value as Go's decoder reads it into an API type. */
export function decodingErrors(type: string, value: Json): DecodingErrors {
  const found = { types: [] as string[], unknownFields: [] as string[] };
  check(type, value, { step: '', struct: '' }, found);
  return found;
}

type Found = Readonly<{ types: string[]; unknownFields: string[] }>;

function check(type: string, value: Json | undefined, place: Place, found: Found): void {
  if (value === undefined || value === null) return;
  const shape = shapeOf(type);
  if (shape === 'pointer') check(elementType(type), value, place, found);
  else if (shape === 'scalar') checkScalar(type, value, place, found);
  else if (shape === 'list') checkList(type, value, place, found);
  else if (!isJsonObject(value)) found.types.push(mismatch(type, value, place));
  else if (shape === 'struct') checkFields(type, value, place, found);
  else checkMap(type, value, place, found);
}

function checkMap(type: string, map: JsonObject, place: Place, found: Found): void {
  for (const element of Object.values(map)) check(elementType(type), element, place, found);
}

function checkScalar(type: string, value: Json, place: Place, found: Found): void {
  const reason = scalarError(type, value, (told) => mismatch(type, value, place, told));
  if (reason !== undefined) found.types.push(reason);
}

function checkList(type: string, value: Json, place: Place, found: Found): void {
  if (!isJsonList(value)) found.types.push(mismatch(type, value, place));
  else value.forEach((element, index) => check(elementType(type), element, at(place, index), found));
}

function checkFields(type: string, object: JsonObject, place: Place, found: Found): void {
  const struct = type.slice(type.indexOf('.') + 1);
  const fields = apiType(type);
  for (const name of Object.keys(object)) {
    const field = fields?.get(name);
    const own = { step: name, struct, within: place };
    if (field === undefined) found.unknownFields.push(pathOf(own));
    else check(field.type, object[name], own, found);
  }
}

function at(place: Place, index: number): Place {
  return { step: index, struct: place.struct, within: place };
}

/** `spec.containers[0].image`; as Go's messages tell it, without indexes: `spec.containers.image`. */
function pathOf({ step, within }: Place, withIndexes = true): string {
  const before = within === undefined ? '' : pathOf(within, withIndexes);
  if (typeof step === 'number') return withIndexes ? `${before}[${step}]` : before;
  return before === '' ? step : `${before}.${step}`;
}

function mismatch(type: string, value: Json, place: Place, told = goKind(value)): string {
  const { struct } = place;
  const target = struct === '' ? 'Go value' : `Go struct field ${struct}.${pathOf(place, false)}`;
  return `json: cannot unmarshal ${told} into ${target} of type ${type}`;
}
