import { applyStrategicMergePatch, decodeDeployment, type Deployment, type JsonObject } from '#libs/kubernetes';
import { ArgumentInvalid } from '../errors.js';
import { admitNew, admitUpdate } from './admit.js';
import { LAST_APPLIED } from './annotations.js';
import { applyPatch, lastAppliedText } from './applied-manifest.js';
import { deploymentObject } from './deployment-object.js';

/**
 * The Deployment that a manifest creates, with the manifest kept as last applied.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function newFromManifest(manifest: JsonObject, namespace: string): Deployment {
  return remembering(admitNew(manifest, namespace), manifest);
}

/**
 * As `kubectl apply` on a Deployment that exists: merges the manifest, what was last applied and what is live.
 * @throws DecodingFailed, DeploymentInvalid, ArgumentInvalid
 */
export function applyManifest(live: Deployment, manifest: JsonObject): Deployment {
  decodeDeployment(manifest, { fieldValidation: 'Strict' });
  const wanted = { ...manifest, metadata: writtenMetadata(manifest) };
  const merged = applyStrategicMergePatch(deploymentObject(live), applyPatch(lastApplied(live), wanted));
  return remembering(admitUpdate(live, merged), manifest);
}

/** The annotation is the applier's own: a manifest that was read back from a cluster bears an old one. */
function writtenMetadata({ metadata }: JsonObject): JsonObject {
  const written = (metadata ?? {}) as JsonObject;
  const { [LAST_APPLIED]: _, ...annotations } = (written.annotations ?? {}) as JsonObject;
  return { ...written, annotations };
}

function remembering(deployment: Deployment, manifest: JsonObject): Deployment {
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
