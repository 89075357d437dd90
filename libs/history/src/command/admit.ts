import { type Deployment, type JsonObject, readDeployment } from '#libs/kubernetes';

/**
 * What the API server makes of a new object: read strictly, defaults applied, then every rule checked.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function admitNew(object: JsonObject, namespace: string): Deployment {
  return readDeployment(object, namespace);
}

/**
 * What the API server makes of an object that replaces another.
 * @throws DecodingFailed, DeploymentInvalid
 */
export function admitUpdate(before: Deployment, object: JsonObject): Deployment {
  return readDeployment(object, before.namespace);
}
