import { DecodingFailed, decodeObject, type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { badRequest, conflict, type ServedResource } from '#libs/kubernetes-api';
import { ManifestUnreadable } from '#libs/manifest';
import type { Handler } from '../handler.js';
import { DEPLOYMENT } from './deployment-type.js';
import { refuseMisaddressed } from './named-object.js';
import { refuseStale } from './preconditions.js';
import { readYaml } from './read-body.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** Server-side apply: `PATCH …/deployments/NAME` with `application/apply-patch+yaml`. It creates what is not there. */
export const applyConfiguration: Handler = async (request, ports) => {
  const { namespace = '', name = '', served, body } = request;
  const { dryRun, fieldManager, force } = writeOptions(request);
  const config = addressed(readConfiguration(body), { namespace, name });
  refuseUntyped(config, { namespace, name });
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager } },
    command: (live) => {
      if (live !== undefined) refuseStale(served, config, live);
      else refuseGone(config, served);
      return { kind: 'ApplyConfiguration', config: withoutVersions(config), force };
    },
  });
  return answerWrite(outcome, request, { extras: ports.extras, warnings: [] });
};

function readConfiguration(body: Buffer): JsonObject {
  try {
    return readYaml(body);
  } catch (error) {
    if (error instanceof ManifestUnreadable) throw badRequest(`error decoding YAML: ${error.message}`);
    throw error;
  }
}

type Address = Readonly<{ namespace: string; name: string }>;

function addressed(config: JsonObject, { namespace, name }: Address): JsonObject {
  const metadata: JsonObject = { name, namespace, ...objectOf(config.metadata) };
  const named = { ...config, metadata };
  refuseMisaddressed(named, { namespace, name });
  if (metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  return named;
}

/** Refuses what the kind has no field for, always: an applied configuration is typed. */
function refuseUntyped(config: JsonObject, { namespace, name }: Address): void {
  try {
    const { warnings } = decodeObject(DEPLOYMENT, config, { fieldValidation: 'Warn' });
    const [unknown] = warnings.map((warning) => /^unknown field "(.*)"$/.exec(warning)?.[1] ?? '');
    if (unknown !== undefined) throw new DecodingFailed(`.${unknown}: field not declared in schema`);
  } catch (error) {
    if (!(error instanceof DecodingFailed)) throw error;
    throw badRequest(
      `failed to create typed patch object (${namespace}/${name}; apps/v1, Kind=Deployment): ${error.reason}`,
    );
  }
}

function refuseGone({ metadata }: JsonObject, served: ServedResource): void {
  const { uid, name, resourceVersion } = objectOf(metadata);
  if (textOf(uid) !== '')
    throw conflict(
      served,
      textOf(name),
      `uid mismatch: the provided object specified uid ${textOf(uid)}, and no existing object was found`,
    );
  if (textOf(resourceVersion) !== '') throw conflict(served, textOf(name), 'the object does not exist any more');
}

function withoutVersions({ metadata, ...rest }: JsonObject): JsonObject {
  const { uid: _uid, resourceVersion: _version, ...kept } = objectOf(metadata);
  return { ...rest, metadata: kept };
}
