import { isJsonList, isJsonObject, type Json, type JsonObject, sameJson } from '#libs/kubernetes';
import type { FieldChange } from './field-change.js';
import { elementPath, fieldPath } from './field-path.js';
import { byKey, type KeyedElements, keyOfList } from './list-keys.js';

type Place = Readonly<{ path: string; field: string; container?: string }>;

/**
 * What differs between two JSON documents of one shape, in the order of the first; `diffFields(a, a)` is `[]`.
 * Lists that Kubernetes merges by a key are compared element by element under that key, all others as a whole.
 */
export function diffFields(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  return diffObjects(before, after, { path: '', field: '' });
}

function diffObjects(before: JsonObject, after: JsonObject, place: Place): readonly FieldChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) =>
    before[field] === after[field]
      ? []
      : diffValues(before[field], after[field], { ...place, field, path: fieldPath(place.path, field) }),
  );
}

function diffValues(before: Json | undefined, after: Json | undefined, place: Place): readonly FieldChange[] {
  if (before === undefined) return after === undefined ? [] : addedOrRemoved('added', after, place);
  if (after === undefined) return addedOrRemoved('removed', before, place);
  if (isJsonObject(before) && isJsonObject(after)) return diffObjects(before, after, place);
  if (isJsonList(before) && isJsonList(after)) return diffLists(before, after, place);
  return diffWholes(before, after, place);
}

/** A first variable is "this variable was added", not "a list was": an absent keyed list is an empty one. */
function addedOrRemoved(kind: 'added' | 'removed', value: Json, place: Place): readonly FieldChange[] {
  const isAdded = kind === 'added';
  if (isJsonList(value) && keyOfList(place.field, [], value) !== undefined) {
    return isAdded ? diffLists([], value, place) : diffLists(value, [], place);
  }
  return [change(kind, place, isAdded ? { after: value } : { before: value })];
}

function diffWholes(before: Json, after: Json, place: Place): readonly FieldChange[] {
  return sameJson(before, after) ? [] : [change('changed', place, { before, after })];
}

function diffLists(before: readonly Json[], after: readonly Json[], place: Place): readonly FieldChange[] {
  const key = keyOfList(place.field, before, after);
  if (key === undefined) return diffWholes(before, after, place);
  const [old, fresh] = [byKey(before, key), byKey(after, key)];
  const changes = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((id) =>
    diffValues(old.get(id), fresh.get(id), elementPlace(place, key, id)),
  );
  return [...changes, ...reordering(old, fresh, place)];
}

/** Elements in both lists that stand in another order: Kubernetes makes a new revision of it, so the diff must say it. */
function reordering(old: KeyedElements, fresh: KeyedElements, place: Place): readonly FieldChange[] {
  const kept = [...old.keys()].filter((id) => fresh.has(id));
  const now = [...fresh.keys()].filter((id) => old.has(id));
  if (kept.every((id, index) => id === now[index])) return [];
  return [change('reordered', place, { before: kept.map(parseKey), after: now.map(parseKey) })];
}

function elementPlace(place: Place, key: string, id: string): Place {
  const path = elementPath(place.path, key, id);
  const isContainer = place.field === 'containers' || place.field === 'initContainers';
  return isContainer ? { path, field: '', container: parseKey(id) as string } : { ...place, path, field: '' };
}

function parseKey(id: string): Json {
  return JSON.parse(id) as Json;
}

function change(
  kind: FieldChange['kind'],
  place: Place,
  values: Readonly<{ before?: Json; after?: Json }>,
): FieldChange {
  return { path: place.path, ...(place.container !== undefined && { container: place.container }), kind, ...values };
}
