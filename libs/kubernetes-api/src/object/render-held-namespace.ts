import type { JsonObject } from '#libs/kubernetes';
import { apiTime } from './api-time.js';
import { objectMeta } from './object-meta.js';

/** What is known of a namespace that nobody wrote. */
export type HeldNamespaceFacts = Readonly<{ name: string; uid: string; resourceVersion: string; createdAt: Date }>;

/** A namespace that is there without having been made: the API server's own, or one in which something is recorded. */
export function renderHeldNamespace(facts: HeldNamespaceFacts): JsonObject {
  const labels = { [NAME_LABEL]: facts.name };
  const fieldsV1 = { 'f:metadata': { 'f:labels': { '.': {}, [`f:${NAME_LABEL}`]: {} } } };
  const made = { manager: 'kube-apiserver', operation: 'Update', apiVersion: 'v1', time: apiTime(facts.createdAt) };
  return {
    kind: 'Namespace',
    apiVersion: 'v1',
    metadata: objectMeta({ ...facts, labels, managedFields: [{ ...made, fieldsType: 'FieldsV1', fieldsV1 }] }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

const NAME_LABEL = 'kubernetes.io/metadata.name';
