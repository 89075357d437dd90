import type { Json } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';
import { PatchFailed } from './patch-failed.js';

/** What does not fit the document; the API server tells no more than this. */
export function misfit(): PatchFailed {
  return new PatchFailed(422, 'the server rejected our request due to an error in our request');
}

/** The value at a JSON Pointer (RFC 6901); undefined when there is none. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  return readPointer(pointer).reduce<Json | undefined>(
    (value, key) => (value === undefined ? undefined : childOf(value, key)),
    document,
  );
}

/** The document with a value put in: a new key, or one more element before the one at that index. */
export function added(document: Json, pointer: string, value: Json): Json {
  return atParent(document, readPointer(pointer), value, (parent, key) => {
    if (!isJsonList(parent)) return withKey(parent, key, value);
    const index = key === '-' ? parent.length : readIndex(key, parent.length);
    if (index < 0 || index > parent.length) throw misfit();
    return parent.toSpliced(index, 0, value);
  });
}

/** The document with a value that is there replaced. */
export function replaced(document: Json, pointer: string, value: Json): Json {
  return atParent(document, readPointer(pointer), value, (parent, key) => withChild(parent, key, value));
}

/** The document without a value that is there. */
export function removed(document: Json, pointer: string): Json {
  return atParent(document, readPointer(pointer), null, (parent, key) => {
    if (childOf(parent, key) === undefined) throw misfit();
    if (isJsonList(parent)) return parent.toSpliced(readIndex(key, parent.length), 1);
    return Object.fromEntries(Object.entries(parent ?? {}).filter(([name]) => name !== key));
  });
}

function atParent(
  document: Json,
  [key, ...rest]: readonly string[],
  whole: Json,
  change: (parent: Json, key: string) => Json,
): Json {
  if (key === undefined) return whole;
  if (rest.length === 0) return change(document, key);
  const child = childOf(document, key);
  if (child === undefined) throw misfit();
  return withChild(document, key, atParent(child, rest, whole, change));
}

function childOf(parent: Json, key: string): Json | undefined {
  if (isJsonList(parent)) return parent[readIndex(key, parent.length)];
  return isJsonObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function withChild(parent: Json, key: string, value: Json): Json {
  if (childOf(parent, key) === undefined) throw misfit();
  return isJsonList(parent) ? parent.with(readIndex(key, parent.length), value) : withKey(parent, key, value);
}

// Over entries, so that a key named __proto__ is a key like any other.
function withKey(parent: Json, key: string, value: Json): Json {
  if (!isJsonObject(parent)) throw misfit();
  return Object.fromEntries(new Map(Object.entries(parent)).set(key, value));
}

// "-1" is the last one: RFC 6902 has no such thing, the API server's library has.
function readIndex(key: string, length: number): number {
  if (!/^(0|-?[1-9]\d*)$/.test(key)) throw misfit();
  const index = Number(key);
  return index < 0 ? length + index : index;
}

function readPointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw misfit();
  const parts = pointer.slice(1).split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
