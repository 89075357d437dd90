import { type HeldDeletion, type PropagationPolicy, withoutRevision } from '#libs/history';
import { type Deployment, type JsonObject, objectOf, readStoredDeployment, textOf } from '#libs/kubernetes';

/** A Deployment as a cluster stored it, and what of its metadata is the cluster's own. */
export type StoredObject = Readonly<{
  deployment: Deployment;
  generation?: number;
  /** Milliseconds since 1970. */
  createdAt?: number;
  /** A deletion that was begun; without finalizers it is done. */
  deletion?: HeldDeletion;
}>;

/** @throws DecodingFailed */
export function readStoredObject(object: JsonObject, policy: PropagationPolicy = 'Background'): StoredObject {
  const deployment = readStoredDeployment(object);
  const { generation, creationTimestamp, deletionTimestamp } = objectOf(object.metadata);
  const createdAt = Date.parse(textOf(creationTimestamp));
  const deletion = textOf(deletionTimestamp);
  return {
    deployment: { ...deployment, annotations: withoutRevision(deployment.annotations) },
    ...(typeof generation === 'number' && { generation }),
    ...(!Number.isNaN(createdAt) && { createdAt }),
    ...(deletion !== '' && {
      deletion: { propagationPolicy: policyOf(deployment, policy), deletionTimestamp: deletion },
    }),
  };
}

// The finalizers of a deletion say how it was asked for.
function policyOf({ finalizers = [] }: Deployment, policy: PropagationPolicy): PropagationPolicy {
  if (finalizers.includes('foregroundDeletion')) return 'Foreground';
  return finalizers.includes('orphan') ? 'Orphan' : policy;
}
