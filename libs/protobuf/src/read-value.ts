import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { Json } from '#libs/kubernetes';

/** How a value of a type that is no message of the tables stands in the bytes. */
export function wireTypeOf(type: string): WireType {
  return Object.hasOwn(VARINTS, type) ? WireType.Varint : WireType.LengthDelimited;
}

/** Reads one value in the form JSON has for it; undefined for a time that is not set. */
export function readValue(type: string, reader: BinaryReader): Json | undefined {
  const varint = VARINTS[type];
  if (varint !== undefined) return varint(reader);
  const special = SPECIAL[type];
  return special === undefined ? reader.string() : special(reader.bytes());
}

const VARINTS: Readonly<Record<string, (reader: BinaryReader) => Json>> = {
  bool: (reader) => reader.bool(),
  int32: (reader) => reader.int32(),
  int64: (reader) => Number(reader.int64()),
};

const SPECIAL: Readonly<Record<string, (bytes: Uint8Array) => Json | undefined>> = {
  Quantity: (bytes) => textIn(bytes, 1),
  Time: readTime,
  IntOrString: readIntOrString,
  FieldsV1: (bytes) => JSON.parse(textIn(bytes, 1)) as Json,
};

// meta/v1 Time {seconds = 1, nanos = 2}; without a byte it is not set. JSON has whole seconds.
function readTime(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  const seconds = numbersIn(bytes).get(1) ?? 0n;
  return new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

// intstr.IntOrString {type = 1 (0: number, 1: text), intVal = 2, strVal = 3}
function readIntOrString(bytes: Uint8Array): Json {
  const numbers = numbersIn(bytes);
  return numbers.get(1) === 1n ? textIn(bytes, 3) : Number(BigInt.asIntN(32, numbers.get(2) ?? 0n));
}

function numbersIn(bytes: Uint8Array): ReadonlyMap<number, bigint> {
  const numbers = new Map<number, bigint>();
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (wireType === WireType.Varint) numbers.set(number, BigInt(reader.int64()));
    else reader.skip(wireType, number);
  }
  return numbers;
}

function textIn(bytes: Uint8Array, field: number): string {
  let text = '';
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === field && wireType === WireType.LengthDelimited) text = reader.string();
    else reader.skip(wireType, number);
  }
  return text;
}
