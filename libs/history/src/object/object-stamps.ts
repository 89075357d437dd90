import { canonicalJson, type JsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';

/** What the API server alone says of an object. */
const STAMPS: readonly string[] = [
  'creationTimestamp',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/** What an object that lives keeps of it; another spec is another generation, where there is one. */
export function stampsOf(live: JsonObject, written: JsonObject): JsonObject {
  const given = objectOf(live.metadata);
  const kept = Object.entries(given).filter(([name]) => STAMPS.includes(name));
  const isOther = canonicalJson(live.spec ?? null) !== canonicalJson(written.spec ?? null);
  const { generation } = given;
  return {
    ...Object.fromEntries(kept),
    ...(typeof generation === 'number' && isOther && { generation: generation + 1 }),
  };
}

/** The object with what the API server says of it, and nothing that others say of that. */
export function stamped(object: JsonObject, stamps: JsonObject): JsonObject {
  const kept = Object.entries(objectOf(object.metadata)).filter(([name]) => !NOT_WRITTEN.includes(name));
  return { ...object, metadata: { ...Object.fromEntries(kept), ...stamps } };
}

const NOT_WRITTEN: readonly string[] = [...STAMPS, 'uid', 'resourceVersion', 'selfLink'];

/** Whether it was deleted and nobody holds it any more. */
export function isLetGo(object: JsonObject): boolean {
  return textOf(objectOf(object.metadata).deletionTimestamp) !== '' && finalizersOf(object).length === 0;
}

/** Who must let it go before it is gone. */
export function finalizersOf({ metadata }: JsonObject): readonly string[] {
  return listOf(objectOf(metadata).finalizers).map(textOf);
}

/** Whether two say the same; when an owner last wrote does not count. */
export function isSameObject(before: JsonObject, after: JsonObject): boolean {
  return canonicalJson(timeless(before)) === canonicalJson(timeless(after));
}

// An owner who writes the same again has written nothing.
function timeless(object: JsonObject): JsonObject {
  const metadata = objectOf(object.metadata);
  const managedFields = listOf(metadata.managedFields).map((entry) => ({ ...objectOf(entry), time: null }));
  return { ...object, metadata: { ...metadata, managedFields } };
}
