import {
  canonicalJson,
  type FieldManagers,
  isJsonList,
  type Json,
  type JsonObject,
  objectOf,
  readManagedFields,
} from '#libs/kubernetes';

/**
 * Who owns the fields as the writer says; undefined when they say nothing, or what is so already. One entry that says nothing
 * takes all owners away (managedfields/internal/fieldmanager.go, `decodeLiveOrNew`).
 */
export function givenManagers(object: JsonObject, live: JsonObject): FieldManagers | undefined {
  const { managedFields: written } = objectOf(object.metadata);
  const { managedFields: present = null } = objectOf(live.metadata);
  if (!isJsonList(written) || canonicalJson(written) === canonicalJson(present)) return undefined;
  if (written.length === 1 && written.every(saysNothing)) return [];
  const managers = (readManagedFields(written) ?? []).filter(({ subresource }) => subresource !== 'status');
  return managers.length === 0 ? undefined : managers;
}

function saysNothing(entry: Json): boolean {
  return Object.values(objectOf(entry)).every((value) => value === '' || value === null);
}
