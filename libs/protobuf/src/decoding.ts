import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { DecodingFailed, isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';
import { type Field, type Fields, fieldsOf } from './field.js';
import { readValue, wireTypeOf } from './read-value.js';

/** Values one body may have: a list of empty messages has one for each two bytes. */
const MOST_VALUES = 200_000;

type Draft = Record<string, Json>;

/** Where a value stands: its field, and the path for messages to people. */
type Place = Readonly<{ field: Field; path: string }>;

/** One body being read. Messages are read no deeper than the tables go, which hold no message that holds itself. */
export class Decoding {
  private values = 0;

  /** A message as JSON. A field that comes twice is merged or replaced, as Protobuf has it. */
  message(message: string, bytes: Uint8Array, path: string, into: Draft = {}): JsonObject {
    const fields = fieldsOf(message) ?? NO_FIELDS;
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      const field = fields.get(number);
      if (field === undefined) reader.skip(wireType, number);
      else this.field(reader, wireType, { field, path: `${path}.${field.name}` }, into);
    }
    return into;
  }

  private field(reader: BinaryReader, wireType: WireType, { field, path }: Place, into: Draft): void {
    const { name, shape, type } = field;
    this.count();
    if (name === '') this.message(type, partOf(reader, wireType, path), path, into);
    else if (shape === 'list') this.elements(reader, wireType, { field, path }, listIn(into, name));
    else if (shape === 'map') this.entry(partOf(reader, wireType, path), { field, path }, entriesIn(into, name));
    else this.single(reader, wireType, { field, path }, into);
  }

  private single(reader: BinaryReader, wireType: WireType, place: Place, into: Draft): void {
    const { name, zeroIsAbsent } = place.field;
    const value = this.value(reader, wireType, place, into[name]);
    if (value !== undefined && !(zeroIsAbsent && isZero(value))) into[name] = value;
  }

  private value(reader: BinaryReader, wireType: WireType, { field, path }: Place, before?: Json): Json | undefined {
    if (fieldsOf(field.type) !== undefined) {
      const merged = isJsonObject(before) ? { ...before } : {};
      return this.message(field.type, partOf(reader, wireType, path), path, merged as Draft);
    }
    if (wireType !== wireTypeOf(field.type)) throw mismatch(path, wireType);
    return readValue(field.type, reader);
  }

  // Numbers may come packed: many in one part.
  private elements(reader: BinaryReader, wireType: WireType, place: Place, into: Json[]): void {
    const own = wireTypeOf(place.field.type);
    if (own !== WireType.Varint || wireType === own) {
      into.push(this.value(reader, wireType, place) ?? null);
      return;
    }
    const packed = new BinaryReader(partOf(reader, wireType, place.path));
    while (packed.pos < packed.len) {
      this.count();
      into.push(this.value(packed, own, place) ?? null);
    }
  }

  // An entry is a message of its own: the key is its field 1, the value its field 2.
  private entry(bytes: Uint8Array, { field, path }: Place, into: Draft): void {
    const reader = new BinaryReader(bytes);
    let key = '';
    let value: Json | undefined;
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      if (number === 1) key = new TextDecoder().decode(partOf(reader, wireType, path));
      else if (number === 2) value = this.value(reader, wireType, { field, path });
      else reader.skip(wireType, number);
    }
    Object.defineProperty(into, key, { value: value ?? '', enumerable: true, configurable: true, writable: true });
  }

  private count(): void {
    this.values += 1;
    if (this.values > MOST_VALUES) throw new DecodingFailed(`the body has more than ${MOST_VALUES} values`);
  }
}

const NO_FIELDS: Fields = new Map();

function partOf(reader: BinaryReader, wireType: WireType, path: string): Uint8Array {
  if (wireType !== WireType.LengthDelimited) throw mismatch(path, wireType);
  return reader.bytes();
}

function mismatch(path: string, wireType: WireType): DecodingFailed {
  return new DecodingFailed(`${path}: wire type ${wireType} does not fit`);
}

function listIn(into: Draft, name: string): Json[] {
  into[name] ??= [];
  return into[name] as Json[];
}

function entriesIn(into: Draft, name: string): Draft {
  into[name] ??= {};
  return into[name] as Draft;
}

function isZero(value: Json): boolean {
  return value === '' || value === 0 || value === false;
}
