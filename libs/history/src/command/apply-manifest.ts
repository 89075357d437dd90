import { applyStrategicMergePatch, type Deployment, type JsonObject, readDeployment } from '#libs/kubernetes';
import { ArgumentInvalid } from '../errors.js';
import { LAST_APPLIED } from './annotations.js';
import { applyPatch, lastAppliedText } from './applied-manifest.js';
import { deploymentObject } from './deployment-object.js';

/** The Deployment that a manifest creates, with the manifest kept as last applied. */
export function newFromManifest(
  manifest: JsonObject,
  place: Readonly<{ namespace: string; name: string }>,
): Deployment {
  return remembering(manifest, readDeployment(manifest, place.namespace));
}

/** As `kubectl apply` on a Deployment that exists: merges the manifest, what was last applied and what is live. */
export function applyManifest(live: Deployment, manifest: JsonObject): Deployment {
  const { metadata, ...rest } = manifest;
  const { [LAST_APPLIED]: _, ...annotations } = ((metadata as JsonObject | undefined)?.['annotations'] ??
    {}) as JsonObject;
  const wanted = {
    ...rest,
    metadata: { ...(metadata as JsonObject | undefined), annotations, namespace: live.namespace },
  };
  const merged = applyStrategicMergePatch(deploymentObject(live), applyPatch(lastApplied(live), wanted));
  return remembering(manifest, readDeployment(merged, live.namespace));
}

function remembering(manifest: JsonObject, deployment: Deployment): Deployment {
  const annotations = { ...deployment.annotations, [LAST_APPLIED]: lastAppliedText(manifest, deployment.namespace) };
  return { ...deployment, annotations };
}

function lastApplied({ annotations }: Deployment): JsonObject {
  const text = annotations[LAST_APPLIED];
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    throw new ArgumentInvalid(
      `metadata.annotations[${LAST_APPLIED}]`,
      'must be JSON: remove the annotation and apply again',
    );
  }
}
