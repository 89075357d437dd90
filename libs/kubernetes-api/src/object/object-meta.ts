import type { Json, JsonObject, OtherMetadata, StringMap } from '#libs/kubernetes';
import { apiTime } from './api-time.js';

export type ObjectMetaFacts = Readonly<{
  name: string;
  /** Absent of objects that stand outside of namespaces. */
  namespace?: string;
  uid: string;
  /** Empty of what is not stored: it is not printed. */
  resourceVersion: string;
  createdAt: Date;
  generation?: number;
  /** When it will be gone, or was told to wait, and how long it has for it. */
  deletion?: Readonly<{ timestamp: Date; graceSeconds: number }>;
  labels?: StringMap;
  annotations?: StringMap;
  /** Finalizers, owners and the like; what is left out is not printed. */
  other?: OtherMetadata;
  /** Who owns which fields; left out when it is empty. */
  managedFields?: readonly JsonObject[];
}>;

/** meta/v1 `ObjectMeta`; empty maps and lists are left out. */
export function objectMeta(facts: ObjectMetaFacts): JsonObject {
  const { name, namespace, uid, resourceVersion, generation, createdAt, deletion, ...maps } = facts;
  const { labels, annotations, managedFields } = maps;
  const { generateName, ownerReferences, finalizers, deletionTimestamp: held } = facts.other ?? {};
  return filled({
    name,
    generateName,
    namespace,
    uid,
    resourceVersion: resourceVersion === '' ? undefined : resourceVersion,
    generation,
    creationTimestamp: apiTime(createdAt),
    deletionTimestamp: deletion === undefined ? held : apiTime(deletion.timestamp),
    deletionGracePeriodSeconds: deletion?.graceSeconds ?? (held === undefined ? undefined : 0),
    labels,
    annotations,
    ownerReferences,
    finalizers,
    managedFields,
  });
}

function filled(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value)));
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
