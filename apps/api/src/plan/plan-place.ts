import { ArgumentInvalid } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import type { DeploymentPlace } from '#libs/postgres';
import { placeOf } from '../command/apply-manifests.js';
import { readManifests } from '../command/read-manifests.js';
import type { PlanInput } from './plan-input.types.js';

/** The Deployment a plan is about, and its manifest where one is given. */
export type PlanSubject = Readonly<{ place: DeploymentPlace; manifest?: JsonObject }>;

/** @throws ArgumentInvalid, ManifestUnreadable, DecodingFailed */
export function planSubject(input: PlanInput): PlanSubject {
  const { cluster, namespace, name, manifest: text } = input;
  if (text === undefined || text === null) {
    return { place: { cluster, namespace: needed(namespace, 'namespace'), name: needed(name, 'name') } };
  }
  const manifest = oneManifest(text);
  const place = placeOf(manifest, input);
  if (name && name !== place.name) {
    throw new ArgumentInvalid(
      'change.name',
      `the manifest is of ${JSON.stringify(place.name)}, not of ${JSON.stringify(name)}`,
    );
  }
  return { place, manifest };
}

function oneManifest(text: string): JsonObject {
  const { deployments } = readManifests(text);
  const [manifest] = deployments;
  if (manifest !== undefined && deployments.length === 1) return manifest;
  throw new ArgumentInvalid(
    'change.manifest',
    `a plan is of one Deployment, and the manifest has ${deployments.length}`,
  );
}

function needed(value: string | null | undefined, field: string): string {
  if (value) return value;
  throw new ArgumentInvalid(`change.${field}`, 'is needed without a manifest');
}
