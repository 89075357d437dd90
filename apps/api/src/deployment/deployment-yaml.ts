import { formatYaml } from '#libs/manifest';
import type { Json } from '#libs/kubernetes';
import type { Deployment } from './deployment.types.js';

/** The object as `kubectl get -o yaml` would print it. */
export function deploymentYaml(deployment: Deployment): string {
  return formatYaml(deploymentObjectOf(deployment) as Json);
}

/** The object as the Kubernetes API would give it. */
export function deploymentObjectOf(deployment: Deployment): object {
  const { row, spec, at } = deployment;
  const { revision } = deployment;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      ...(revision !== null && {}),
      annotations: {
        ...row.annotations,
        ...(revision !== null && { 'deployment.kubernetes.io/revision': String(revision) }),
      },
      creationTimestamp: seconds(row.createdAt),
      ...(row.deletedAt !== null && row.deletedAt <= at && { deletionTimestamp: seconds(row.deletedAt) }),
      generation: row.generation ?? 1,
      labels: row.labels,
      name: row.name,
      namespace: row.namespace,
      resourceVersion: row.position,
      uid: row.uid,
    },
    spec: { ...row.spec, template: spec.template },
    status: row.status ?? {},
  };
}

// Kubernetes' times have whole seconds.
function seconds(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, 'Z');
}
