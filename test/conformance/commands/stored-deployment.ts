import {
  decodeDeployment,
  defaultDeployment,
  type Deployment,
  type JsonObject,
  readDeployment,
  validateDeployment,
  validateDeploymentUpdate,
} from '#libs/kubernetes';
import type { ModelDeployment } from '#libs/controller';
import { Invalid } from './refused.js';
import type { Workload } from './workload.js';

/**
 * The Deployment as the API server stores it, in the place of one that is there or of none.
 * @throws Invalid when it does not
 */
export function storedDeployment(
  { metadata, spec }: Workload,
  namespace: string,
  present?: ModelDeployment,
): Deployment {
  const object = objectFrom({ ...metadata, namespace }, spec);
  const causes =
    present === undefined
      ? validateDeployment(defaulted(object))
      : validateDeploymentUpdate(defaulted(object), defaulted(objectFrom(present, present.spec)));
  if (causes.length > 0) throw new Invalid(metadata.name, causes);
  return readDeployment(object, namespace);
}

function objectFrom(
  { name, namespace, labels, annotations }: Readonly<Record<'name' | 'namespace' | 'labels' | 'annotations', unknown>>,
  spec: unknown,
): JsonObject {
  const metadata = { name, namespace, labels, annotations };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec } as unknown as JsonObject;
}

function defaulted(object: JsonObject): JsonObject {
  return defaultDeployment(decodeDeployment(object, { fieldValidation: 'Strict' }).deployment);
}
