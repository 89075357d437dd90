import { canonicalJson, isJsonList, isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';
import { byKey, keyOfList } from '../diff/list-keys.js';
import { LAST_APPLIED } from './annotations.js';

/**
 * The manifest as `kubectl apply` keeps it: namespace named, annotations without itself, keys sorted, one line, and
 * what HTML knows escaped as Go's encoding/json does.
 */
export function lastAppliedText(manifest: JsonObject, namespace: string): string {
  const metadata = (manifest.metadata ?? {}) as JsonObject;
  const { [LAST_APPLIED]: _, ...annotations } = (metadata.annotations ?? {}) as JsonObject;
  const text = canonicalJson({ ...manifest, metadata: { ...metadata, namespace, annotations } });
  return `${text.replace(/[<>&\u2028\u2029]/g, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The strategic merge patch of `kubectl apply`: what the manifest says, and the removal of what was last applied and is
 * no longer in it. What others set on the live object and no manifest ever named stays.
 */
export function applyPatch(lastApplied: JsonObject, manifest: JsonObject): JsonObject {
  const patch: Record<string, Json> = {};
  for (const [field, value] of Object.entries(manifest)) {
    if (value === undefined) continue;
    patch[field] = patchValue(field, lastApplied[field], value);
    const order = elementOrder(field, value);
    if (order !== undefined) patch[`$setElementOrder/${field}`] = order;
  }
  for (const field of Object.keys(lastApplied)) if (!(field in manifest)) patch[field] = null;
  return patch;
}

function patchValue(field: string, last: Json | undefined, next: Json): Json {
  if (isJsonList(next)) return patchList(field, isJsonList(last) ? last : [], next);
  if (!isJsonObject(next)) return next;
  const patch = applyPatch(isJsonObject(last) ? last : {}, next);
  return field === 'strategy' ? { ...patch, $retainKeys: Object.keys(next) } : patch;
}

function patchList(field: string, last: readonly Json[], next: readonly Json[]): Json {
  const key = keyOfList(field, last, next);
  if (key === undefined) return next;
  const [old, fresh] = [byKey(last, key), byKey(next, key)];
  const gone = [...old].filter(([id]) => !fresh.has(id));
  return [
    ...[...fresh].map(([id, element]) => retained(field, patchValue('', old.get(id), element), element)),
    ...gone.map(([id]): Json => ({ $patch: 'delete', [key]: JSON.parse(id) as Json })),
  ];
}

/** A volume has one source: naming another takes the one it had. */
function retained(field: string, patch: Json, element: Json): Json {
  if (field !== 'volumes' || !isJsonObject(patch) || !isJsonObject(element)) return patch;
  return { ...patch, $retainKeys: Object.keys(element) };
}

function elementOrder(field: string, value: Json): Json | undefined {
  if (!isJsonList(value)) return undefined;
  const key = keyOfList(field, [], value);
  return key === undefined ? undefined : value.map((element) => ({ [key]: (element as JsonObject)[key] ?? null }));
}
