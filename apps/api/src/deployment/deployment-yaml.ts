import { deploymentObject } from '#libs/history';
import type { DeploymentSpec, JsonObject, StringMap } from '#libs/kubernetes';
import { formatYaml } from '#libs/manifest';
import type { Deployment } from './deployment.types.js';

/** The object as `kubectl get -o yaml` would print it. */
export function deploymentYaml({ row, spec, revision, at }: Deployment): string {
  const { namespace, name, labels } = row;
  const annotations: StringMap = {
    ...row.annotations,
    ...(revision !== null && { 'deployment.kubernetes.io/revision': String(revision) }),
  };
  // The views were made of events that had been validated.
  const whole = { ...row.spec, template: spec.template } as unknown as DeploymentSpec;
  const written = deploymentObject({ namespace, name, labels, annotations, spec: whole });
  const metadata = {
    ...(written.metadata as JsonObject),
    creationTimestamp: seconds(row.createdAt),
    ...(row.deletedAt !== null && row.deletedAt <= at && { deletionTimestamp: seconds(row.deletedAt) }),
    generation: row.generation ?? 1,
    resourceVersion: row.position,
    uid: row.uid,
  };
  return formatYaml({ ...written, metadata, status: row.status ?? {} } as JsonObject);
}

// Kubernetes' times have whole seconds.
function seconds(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, 'Z');
}
