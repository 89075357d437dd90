import { canonicalJson, isJsonList, isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';

/** One operation of a JSON Patch (RFC 6902). */
export type JsonPatchOperation =
  Readonly<{ op: 'add' | 'replace'; path: string; value: Json }> | Readonly<{ op: 'remove'; path: string }>;

/** The JSON Patch (RFC 6902) that turns one document into another; `jsonPatchBetween(a, a)` is `[]`. */
export function jsonPatchBetween(before: Json, after: Json, path = ''): readonly JsonPatchOperation[] {
  if (isJsonList(before) && isJsonList(after)) return listOperations(before, after, path);
  if (isJsonObject(before) && isJsonObject(after)) return objectOperations(before, after, path);
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ op: 'replace', path, value: after }];
}

function objectOperations(before: JsonObject, after: JsonObject, path: string): readonly JsonPatchOperation[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field): readonly JsonPatchOperation[] => {
    const at = `${path}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const [old, fresh] = [before[field], after[field]];
    if (fresh === undefined) return old === undefined ? [] : [{ op: 'remove', path: at }];
    if (old === undefined) return [{ op: 'add', path: at, value: fresh }];
    return jsonPatchBetween(old, fresh, at);
  });
}

/** Element by element, then the tail: added in order, or removed from the end so that indices stay right. */
function listOperations(before: readonly Json[], after: readonly Json[], path: string): readonly JsonPatchOperation[] {
  const shared = Math.min(before.length, after.length);
  const changed = before.slice(0, shared).flatMap((old, i) => jsonPatchBetween(old, after[i] as Json, `${path}/${i}`));
  const added = after.slice(shared).map((value): JsonPatchOperation => ({ op: 'add', path: `${path}/-`, value }));
  const removed = before
    .slice(shared)
    .map((_, i): JsonPatchOperation => ({ op: 'remove', path: `${path}/${before.length - 1 - i}` }));
  return [...changed, ...added, ...removed];
}
