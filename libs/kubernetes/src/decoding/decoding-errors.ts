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

/** Where the decoder is: the path, and what Go's messages tell of it: the struct, and its fields without indexes. */
type Place = Readonly<{ path: string; struct: string; fields: string }>;

/** Reads a value as Go's decoder reads it into an API type. */
export function decodingErrors(type: string, value: Json): DecodingErrors {
  const found = { types: [] as string[], unknownFields: [] as string[] };
  check(type, value, { path: '', struct: '', fields: '' }, found);
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
  for (const [name, value] of Object.entries(object)) {
    const field = apiType(type)?.get(name);
    if (field === undefined) found.unknownFields.push(joined(place.path, name));
    else
      check(field.type, value, { path: joined(place.path, name), struct, fields: joined(place.fields, name) }, found);
  }
}

function at(place: Place, index: number): Place {
  return { ...place, path: `${place.path}[${index}]` };
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function mismatch(type: string, value: Json, { struct, fields }: Place, told = goKind(value)): string {
  const target = struct === '' ? 'Go value' : `Go struct field ${struct}.${fields}`;
  return `json: cannot unmarshal ${told} into ${target} of type ${type}`;
}
