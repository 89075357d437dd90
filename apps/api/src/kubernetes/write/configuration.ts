import { DecodingFailed, decodeObject, type JsonObject, objectOf, type ObjectType, textOf } from '#libs/kubernetes';
import { badRequest, conflict, type ServedResource } from '#libs/kubernetes-api';
import { ManifestUnreadable } from '#libs/manifest';
import { refuseMisaddressed } from './named-object.js';
import { readYaml } from './read-body.js';

/** Where a configuration is sent to; the namespace is empty for what stands outside of them. */
type Address = Readonly<{ namespace: string; name: string }>;

/**
 * The configuration that a server-side apply is sent: what it has no field for is refused, always, for it is typed.
 * @throws RequestRefused
 */
export function readConfiguration(body: Buffer, type: ObjectType, address: Address): JsonObject {
  const config = addressed(readText(body), address);
  refuseUntyped(config, type, address);
  return config;
}

function readText(body: Buffer): JsonObject {
  try {
    return readYaml(body);
  } catch (error) {
    if (error instanceof ManifestUnreadable) throw badRequest(`error decoding YAML: ${error.message}`);
    throw error;
  }
}

function addressed(config: JsonObject, { namespace, name }: Address): JsonObject {
  const metadata: JsonObject = { name, ...(namespace !== '' && { namespace }), ...objectOf(config.metadata) };
  const named = { ...config, metadata };
  refuseMisaddressed(named, { namespace, name });
  if (metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  return named;
}

function refuseUntyped(config: JsonObject, type: ObjectType, { namespace, name }: Address): void {
  try {
    const { warnings } = decodeObject(type, config, { fieldValidation: 'Warn' });
    const [unknown] = warnings.map((warning) => /^unknown field "(.*)"$/.exec(warning)?.[1] ?? '');
    if (unknown !== undefined) throw new DecodingFailed(`.${unknown}: field not declared in schema`);
  } catch (error) {
    if (!(error instanceof DecodingFailed)) throw error;
    const of = `${namespace}/${name}; ${type.apiVersion}, Kind=${type.kind}`;
    throw badRequest(`failed to create typed patch object (${of}): ${error.reason}`);
  }
}

/** Refuses a configuration that is of an object which is not there. */
export function refuseGone({ metadata }: JsonObject, served: ServedResource): void {
  const { uid, name, resourceVersion } = objectOf(metadata);
  if (textOf(uid) !== '')
    throw conflict(
      served,
      textOf(name),
      `uid mismatch: the provided object specified uid ${textOf(uid)}, and no existing object was found`,
    );
  if (textOf(resourceVersion) !== '') throw conflict(served, textOf(name), 'the object does not exist any more');
}

/** A configuration without what it said of the object that it was made of. */
export function withoutVersions({ metadata, ...rest }: JsonObject): JsonObject {
  const { uid: _uid, resourceVersion: _version, ...kept } = objectOf(metadata);
  return { ...rest, metadata: kept };
}
