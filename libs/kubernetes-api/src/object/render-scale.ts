import { formatRequirements, type JsonObject, objectOf, requirementsOf } from '#libs/kubernetes';

/** The autoscaling/v1 Scale of an object that has replicas and a selector, such as a Deployment as the API shows it. */
export function scaleOf({ metadata, spec, status }: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = objectOf(metadata);
  const { replicas, selector } = objectOf(spec);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas === 0 ? {} : { replicas },
    status: {
      replicas: objectOf(status).replicas ?? 0,
      selector: formatRequirements(requirementsOf(objectOf(selector))),
    },
  };
}
