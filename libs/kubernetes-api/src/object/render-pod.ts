import type { JsonObject, PodTemplate } from '#libs/kubernetes';
import { controlledBy } from './controlled-by.js';
import { hashedLabels } from './labelled-template.js';
import { objectMeta } from './object-meta.js';
import type { PodFacts } from './pod-facts.js';
import { podManagers } from './pod-managers.js';
import { podSpec } from './pod-spec.js';
import { podStatus } from './pod-status.js';

/** The v1 Pod as the API server shows it. */
export function renderPod(facts: PodFacts): JsonObject {
  const { replicaSet, template, podTemplateHash, deletedAt } = facts;
  const labels = hashedLabels(template, podTemplateHash);
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: objectMeta({
      ...facts,
      generation: deletedAt === undefined ? 1 : 2,
      labels,
      annotations: template.metadata?.annotations ?? {},
      ...(deletedAt && { deletion: deletionOf(deletedAt, template) }),
      other: {
        generateName: `${replicaSet.name}-`,
        ownerReferences: controlledBy({ apiVersion: 'apps/v1', kind: 'ReplicaSet', ...replicaSet }),
      },
      managedFields: podManagers(facts, labels),
    }),
    spec: podSpec(template, facts.node),
    status: podStatus(facts),
  };
}

// It is told to be gone when its grace is over, though it goes earlier by itself.
function deletionOf(deletedAt: Date, { spec }: PodTemplate): Readonly<{ timestamp: Date; graceSeconds: number }> {
  const { terminationGracePeriodSeconds: grace } = spec;
  const graceSeconds = typeof grace === 'number' ? grace : STANDARD_GRACE_SECONDS;
  return { timestamp: new Date(deletedAt.getTime() + graceSeconds * 1000), graceSeconds };
}

const STANDARD_GRACE_SECONDS = 30;
