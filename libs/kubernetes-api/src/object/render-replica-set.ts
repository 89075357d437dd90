import type { JsonObject } from '#libs/kubernetes';
import { controlledBy } from './controlled-by.js';
import { hashedLabels, hashedSelector, hashedTemplate } from './labelled-template.js';
import { objectMeta } from './object-meta.js';
import type { ReplicaSetFacts } from './replica-set-facts.js';
import { replicaSetManagers } from './replica-set-managers.js';

/** The apps/v1 ReplicaSet as the API server shows it. */
export function renderReplicaSet(facts: ReplicaSetFacts): JsonObject {
  const { podTemplateHash, template, selector, deployment, desired, minReadySeconds, deletedAt } = facts;
  const labels = hashedLabels(template, podTemplateHash);
  const hashed = hashedTemplate(template, podTemplateHash);
  const status = replicaSetStatus(facts);
  return {
    kind: 'ReplicaSet',
    apiVersion: 'apps/v1',
    metadata: objectMeta({
      ...facts,
      labels,
      ...(deletedAt && { deletion: { timestamp: deletedAt, graceSeconds: 0 } }),
      other: {
        ...(deployment && {
          ownerReferences: controlledBy({ apiVersion: 'apps/v1', kind: 'Deployment', ...deployment }),
        }),
        ...(deletedAt && { finalizers: ['foregroundDeletion'] }),
      },
      managedFields: replicaSetManagers(facts, labels, status),
    }),
    spec: {
      replicas: desired,
      ...(minReadySeconds !== 0 && { minReadySeconds }),
      selector: hashedSelector(selector, podTemplateHash),
      template: hashed,
    },
    status,
  };
}

// Before its controller has seen it, a ReplicaSet says nothing but that it has no pods.
function replicaSetStatus(facts: ReplicaSetFacts): JsonObject {
  const { current, ready, available, terminating, observedGeneration, conditions } = facts;
  if (observedGeneration === 0) return { replicas: current };
  return {
    replicas: current,
    ...(current !== 0 && { fullyLabeledReplicas: current }),
    ...(ready !== 0 && { readyReplicas: ready }),
    ...(available !== 0 && { availableReplicas: available }),
    terminatingReplicas: terminating,
    observedGeneration,
    ...(conditions.length > 0 && { conditions }),
  };
}
