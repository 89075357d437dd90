import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { conflict, invalid, type ResourceName, type ServedResource } from '#libs/kubernetes-api';
import type { DeleteOptions } from './delete-options.js';

/** The object that lives: whose name and uid it is, and the position of the last change of itself. */
export type Present = Readonly<{ name: string; uid: string; position: bigint }>;

/**
 * Refuses a write that was made of an older state of the object, or of another object of its name: what `metadata` says of
 * `resourceVersion` and `uid` must still be so. Saying nothing asks for nothing.
 * @throws RequestRefused
 */
export function refuseStale(of: ResourceName, written: JsonObject, { name, uid, position }: Present): void {
  const metadata = objectOf(written.metadata);
  const givenUid = textOf(metadata.uid);
  if (givenUid !== '' && givenUid !== uid)
    throw conflict(of, name, `Precondition failed: UID in precondition: ${givenUid}, UID in object meta: ${uid}`);
  if (isStale(textOf(metadata.resourceVersion), position)) throw conflict(of, name, MODIFIED);
}

/**
 * Refuses a deletion that was meant for another object of the name, or for an older state of it.
 * @throws RequestRefused
 */
export function refuseDeletion(
  served: ServedResource,
  { uid, resourceVersion }: DeleteOptions['preconditions'],
  live: Present & Readonly<{ object: JsonObject }>,
): void {
  const of = { group: served.group, resource: served.kind };
  if (uid !== undefined && uid !== live.uid)
    throw conflict(
      of,
      live.name,
      `the UID in the precondition (${uid}) does not match the UID in record (${live.uid}). The object might have been deleted and then recreated`,
    );
  if (resourceVersion === undefined || !isStale(resourceVersion, live.position)) return;
  const present = textOf(objectOf(live.object.metadata).resourceVersion);
  throw conflict(
    of,
    live.name,
    `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${present}). The object might have been modified`,
  );
}

/** Why a write is refused whose object was written in between. */
export const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

/**
 * Whether an object has changed after a resourceVersion; what controllers make of it does not count.
 * @throws RequestRefused when it is none
 */
export function isStale(resourceVersion: string, position: bigint): boolean {
  if (resourceVersion === '' || resourceVersion === '0') return false;
  if (!/^\d{1,20}$/.test(resourceVersion)) {
    const message = `Invalid value: ${JSON.stringify(resourceVersion)}: must be a resourceVersion that this server gave`;
    throw invalid({ group: 'meta.k8s.io', resource: 'ObjectMeta' }, '', [
      { field: 'metadata.resourceVersion', reason: 'FieldValueInvalid', message },
    ]);
  }
  const given = BigInt(resourceVersion);
  return (given < PER_POSITION ? given : given / PER_POSITION) < position;
}

// Below it stands a position of the log as it is.
const PER_POSITION = 1_000_000_000n;
