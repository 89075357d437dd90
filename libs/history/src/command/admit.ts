import {
  type Causes,
  type Deployment,
  DeploymentInvalid,
  type JsonObject,
  readDeployment,
  validateDeployment,
  validateDeploymentUpdate,
} from '#libs/kubernetes';
import { LAST_APPLIED } from './annotations.js';
import { deploymentObject } from './deployment-object.js';

/**
 * What the API server makes of a new object: read strictly, defaults applied, then every rule checked.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function admitNew(object: JsonObject, namespace: string): Deployment {
  const deployment = readDeployment(object, namespace);
  return refuseIf(validateDeployment(checked(deployment)), deployment);
}

/**
 * What the API server makes of an object that replaces another.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function admitUpdate(before: Deployment, object: JsonObject): Deployment {
  const deployment = readDeployment(object, before.namespace);
  return refuseIf(validateDeploymentUpdate(checked(deployment), checked(before)), deployment);
}

// Kubernetes counts last-applied among the 256 KiB of annotations, and so cannot apply what it could create. Here it is
// bounded by the manifest's own limit.
function checked(deployment: Deployment): JsonObject {
  const { [LAST_APPLIED]: _, ...annotations } = deployment.annotations;
  return deploymentObject({ ...deployment, annotations });
}

function refuseIf(causes: Causes, deployment: Deployment): Deployment {
  if (causes.length > 0) throw new DeploymentInvalid(deployment.name, causes);
  return deployment;
}
