import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import { isJsonObject } from '../json-shape.js';
import { type FieldSet, isEmptySet, THE_FIELD } from './field-set.js';

const SELF = '.';

/** A set as `fieldsV1` writes it: `{}` is a field, `"."` in it says that it is owned itself and not only what is below. */
export function writeFieldsV1({ owned, children }: FieldSet): JsonObject {
  const names = [...children.keys()].sort(byteOrder);
  const below = names.map((name): [string, Json] => [name, writeFieldsV1(children.get(name) ?? THE_FIELD)]);
  return Object.fromEntries(owned && below.length > 0 ? [[SELF, {}], ...below] : below);
}

/** Reads `fieldsV1`; undefined for what is none. Anything may stand at a field: only its keys count. */
export function readFieldsV1(value: Json | undefined): FieldSet | undefined {
  return isJsonObject(value) && isWellFormed(value) ? { ...readNode(value), owned: false } : undefined;
}

function isWellFormed(node: JsonObject): boolean {
  return Object.entries(node).every(
    ([name, child]) => (name === SELF || /^[fkvi]:/.test(name)) && isJsonObject(child) && isWellFormed(child),
  );
}

function readNode(node: JsonObject): FieldSet {
  const entries = Object.entries(node).filter(([name]) => name !== SELF);
  const children = new Map<string, FieldSet>();
  for (const [name, child] of entries) {
    const read = isJsonObject(child) ? readNode(child) : THE_FIELD;
    if (!isEmptySet(read)) children.set(name, read);
  }
  return { owned: SELF in node || entries.length === 0, children };
}
