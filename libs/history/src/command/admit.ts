import {
  type Causes,
  type Deployment,
  DeploymentInvalid,
  isJsonObject,
  type JsonObject,
  readDeployment,
  validateDeployment,
  validateDeploymentUpdate,
} from '#libs/kubernetes';
import { LAST_APPLIED, withoutRevision } from './annotations.js';
import { deploymentObject } from './deployment-object.js';

/**
 * What the API server makes of a new object: read strictly, defaults applied, then every rule checked.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function admitNew(object: JsonObject, namespace: string): Deployment {
  const deployment = withoutControllers(readDeployment(object, namespace));
  return refuseIf(validateDeployment(checked(deployment, object)), deployment);
}

/**
 * What the API server makes of an object that replaces another.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function admitUpdate(before: Deployment, object: JsonObject): Deployment {
  const deployment = withoutControllers(readDeployment(object, before.namespace));
  return refuseIf(validateDeploymentUpdate(checked(deployment, object), checked(before)), deployment);
}

function withoutControllers(deployment: Deployment): Deployment {
  return { ...deployment, annotations: withoutRevision(deployment.annotations) };
}

// Kubernetes counts last-applied among the 256 KiB of annotations, and so cannot apply what it could create. Here it is
// bounded by the manifest's own limit.
function checked(deployment: Deployment, written?: JsonObject): JsonObject {
  const { [LAST_APPLIED]: _, ...annotations } = deployment.annotations;
  const object = deploymentObject({ ...deployment, annotations });
  return written === undefined || hasSelector(written) ? object : withoutSelector(object);
}

// What is recorded always has a selector; to write none and to write an empty one are two mistakes for Kubernetes.
function hasSelector({ spec }: JsonObject): boolean {
  return isJsonObject(spec) && isJsonObject(spec.selector);
}

function withoutSelector(object: JsonObject): JsonObject {
  const { selector: _, ...spec } = object.spec as JsonObject;
  return { ...object, spec };
}

function refuseIf(causes: Causes, deployment: Deployment): Deployment {
  if (causes.length > 0) throw new DeploymentInvalid(deployment.name, causes);
  return deployment;
}
