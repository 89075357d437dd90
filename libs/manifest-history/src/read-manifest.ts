import { decide } from '#libs/history';
import { decodeDeployment, type Deployment, type JsonObject, NEWEST_RELEASE, objectOf, textOf } from '#libs/kubernetes';

/** The Deployment that an object of a manifest means; or why it means none. */
export type ReadManifest =
  | Readonly<{ kind: 'Deployment'; place: ManifestPlace; deployment: Deployment; warnings: readonly string[] }>
  | Readonly<{ kind: 'PartialManifest' | 'InvalidManifest'; place: ManifestPlace; message: string }>
  | Readonly<{ kind: 'OtherKind' | 'InvalidManifest'; message: string }>;

export type ManifestPlace = Readonly<{ namespace: string; name: string }>;

/**
 * Reads an object as a cluster would take it from `kubectl apply`. Unknown fields are left out, with a warning; a
 * Deployment of an API version that clusters once had is read as one of apps/v1.
 */
export function readManifest(object: JsonObject, namespace: string): ReadManifest {
  if (!isDeployment(object)) return { kind: 'OtherKind', message: typeOf(object) };
  const place = placeOf(object, namespace);
  if (place.name === '') return { kind: 'InvalidManifest', message: 'metadata.name is missing' };
  const spec = objectOf(object.spec);
  if (objectOf(objectOf(spec.template).spec).containers === undefined)
    return { kind: 'PartialManifest', place, message: 'no spec.template.spec.containers: a patch, and no Deployment' };
  return readWhole(object.apiVersion === 'apps/v1' ? object : asAppsV1(object, spec), place);
}

function isDeployment({ kind, apiVersion }: JsonObject): boolean {
  return kind === 'Deployment' && VERSIONS.has(textOf(apiVersion));
}

// All but the first were removed in Kubernetes 1.16.
const VERSIONS: ReadonlySet<string> = new Set(['apps/v1', 'extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']);

function typeOf({ kind, apiVersion }: JsonObject): string {
  return `${textOf(kind) || 'no kind'} of ${textOf(apiVersion) || 'no apiVersion'}`;
}

function placeOf(object: JsonObject, namespace: string): ManifestPlace {
  const metadata = objectOf(object.metadata);
  return { namespace: textOf(metadata.namespace) || namespace, name: textOf(metadata.name) };
}

// They took the selector from the template's labels where none was written.
function asAppsV1(object: JsonObject, spec: JsonObject): JsonObject {
  const matchLabels = objectOf(objectOf(spec.template).metadata).labels;
  return { ...object, apiVersion: 'apps/v1', spec: { ...spec, selector: spec.selector ?? { matchLabels } } };
}

function readWhole(object: JsonObject, place: ManifestPlace): ReadManifest {
  try {
    const { deployment, warnings } = decodeDeployment(object, { fieldValidation: 'Warn' });
    const context = { cluster: '', ...place, now: 0, release: NEWEST_RELEASE, podLifeRules: [] };
    const { after } = decide({ kind: 'CreateDeployment', object: deployment }, undefined, context);
    if (after === undefined) throw new Error('a creation leaves a Deployment');
    return { kind: 'Deployment', place, deployment: after, warnings };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { kind: 'InvalidManifest', place, message: error.message };
  }
}
