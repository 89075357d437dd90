import { randomInt } from 'node:crypto';
import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { badRequest } from '#libs/kubernetes-api';

/** An object to be created, with its name: its own, else one made of `generateName`. */
export function namedObject(object: JsonObject, namespace: string): Readonly<{ name: string; object: JsonObject }> {
  const metadata = objectOf(object.metadata);
  const given = textOf(metadata.namespace);
  if (given !== '' && given !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  if (!['', '0'].includes(textOf(metadata.resourceVersion)))
    throw badRequest('resourceVersion should not be set on objects to be created');
  const prefix = textOf(metadata.generateName);
  const name = textOf(metadata.name) || (prefix === '' ? '' : generated(prefix));
  return { name, object: { ...object, metadata: { ...metadata, name, ...(namespace !== '' && { namespace }) } } };
}

const LONGEST_PREFIX = 58;
const SUFFIX_LENGTH = 5;
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

// As Kubernetes names: what would be too long with its suffix is cut (apiserver/pkg/storage/names/generate.go).
function generated(prefix: string): string {
  const suffix = Array.from({ length: SUFFIX_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return prefix.slice(0, LONGEST_PREFIX) + suffix.join('');
}

/**
 * Refuses an object that is sent to another's address.
 * @throws RequestRefused
 */
export function refuseMisaddressed(object: JsonObject, place: Readonly<{ namespace: string; name: string }>): void {
  const { name, namespace } = objectOf(object.metadata);
  if (textOf(name) === '')
    throw badRequest(`the name of the object (${place.name} based on URL) was undeterminable: name must be provided`);
  if (name !== place.name)
    throw badRequest(`the name of the object (${textOf(name)}) does not match the name on the URL (${place.name})`);
  if (textOf(namespace) !== '' && namespace !== place.namespace)
    throw badRequest(
      `the namespace of the object (${textOf(namespace)}) does not match the namespace on the request (${place.namespace})`,
    );
}
