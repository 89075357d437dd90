import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import type { KubernetesRelease } from '../release.js';
import { type GoField, goStruct } from './go-struct.js';
import { scalarText } from '../scalar-text.js';
import { SPECIAL_WRITERS } from './special-writers.js';
import { type Segment, segment, type Sink, textSink } from './sink.js';

/** Writes a JSON value as spew prints the Go value of one type; `undefined` is Go's zero value. */
export type Write = (value: Json | undefined, sink: Sink) => void;

const NIL = segment('<nil>');
const SPACE = segment(' ');
const COLON = segment(':');
const OPEN_LIST = segment('[');
const OPEN_MAP = segment('map[');
const CLOSE_LIST = segment(']');

/** The writer of a Go type in one release, compiled once: what is constant is joined beforehand. */
export function goWriter(type: string, release: KubernetesRelease): Write {
  const known = new Map<string, Write>();
  const writerOf = (name: string): Write => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = compile(name, release, writerOf);
    known.set(name, made);
    return made;
  };
  return writerOf(type);
}

function compile(type: string, release: KubernetesRelease, writerOf: (type: string) => Write): Write {
  if (type.startsWith('*')) return pointerWriter(writerOf(type.slice(1)));
  if (type.startsWith('[]')) return listWriter(writerOf(type.slice(2)));
  if (type === 'v1.ResourceList') return mapWriter(writerOf('resource.Quantity'));
  if (type.startsWith('map[string]')) return mapWriter(writerOf(type.slice('map[string]'.length)));
  const special = SPECIAL_WRITERS[type];
  if (special !== undefined) return special;
  const fields = goStruct(type, release);
  return fields === undefined ? writeText : structWriter(fields, writerOf);
}

const writeText: Write = (value, sink) => {
  if (value !== undefined) sink.text(scalarText(value));
};

function pointerWriter(write: Write): Write {
  return (value, sink) => {
    if (value === undefined) sink.constant(NIL);
    else write(value, sink);
  };
}

// Controllers read Protobuf, which has no empty lists and maps: both are nil.
function listWriter(write: Write): Write {
  return (value, sink) => {
    const list = value as readonly Json[] | undefined;
    if (list === undefined || list.length === 0) {
      sink.constant(NIL);
      return;
    }
    list.forEach((element, index) => {
      sink.constant(index === 0 ? OPEN_LIST : SPACE);
      write(element, sink);
    });
    sink.constant(CLOSE_LIST);
  };
}

function mapWriter(write: Write): Write {
  return (value, sink) => {
    const map = (value ?? {}) as JsonObject;
    const keys = Object.keys(map).sort(byteOrder);
    if (keys.length === 0) {
      sink.constant(NIL);
      return;
    }
    keys.forEach((key, index) => {
      sink.constant(index === 0 ? OPEN_MAP : SPACE);
      sink.text(key);
      sink.constant(COLON);
      write(map[key], sink);
    });
    sink.constant(CLOSE_LIST);
  };
}

type FieldWriter = Readonly<{ json: string; absent: Segment; present: Segment; write: Write }>;

function structWriter(fields: readonly GoField[], writerOf: (type: string) => Write): Write {
  const close = segment('}');
  // Compiled at the first use, for types may hold themselves.
  let compiled: readonly FieldWriter[] | undefined;
  return (value, sink) => {
    compiled ??= fields.map((field, index) => fieldWriter(field, index, writerOf(field.type)));
    const object = (value ?? {}) as JsonObject;
    for (const { json, absent, present, write } of compiled) {
      const field = json === '' ? value : object[json];
      if (field === undefined || field === null) {
        sink.constant(absent);
        continue;
      }
      sink.constant(present);
      write(field, sink);
    }
    sink.constant(close);
  };
}

function fieldWriter({ name, type, json }: GoField, index: number, write: Write): FieldWriter {
  const prefix = `${index === 0 ? '{' : ' '}${name}:(${type})`;
  const absent = textSink();
  write(undefined, absent);
  return { json, present: segment(prefix), absent: segment(prefix + absent.written), write };
}
