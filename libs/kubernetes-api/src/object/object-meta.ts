import type { JsonObject, StringMap } from '#libs/kubernetes';
import { apiTime } from './api-time.js';

export type ObjectMetaFacts = Readonly<{
  name: string;
  /** Absent of objects that stand outside of namespaces. */
  namespace?: string;
  uid: string;
  resourceVersion: string;
  createdAt: Date;
  generation?: number;
  labels?: StringMap;
  annotations?: StringMap;
}>;

/** meta/v1 `ObjectMeta`; empty maps are left out. */
export function objectMeta(facts: ObjectMetaFacts): JsonObject {
  const { name, namespace, uid, resourceVersion, generation, createdAt, labels = {}, annotations = {} } = facts;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    uid,
    resourceVersion,
    ...(generation !== undefined && { generation }),
    creationTimestamp: apiTime(createdAt),
    ...(!isEmpty(labels) && { labels }),
    ...(!isEmpty(annotations) && { annotations }),
  };
}

function isEmpty(map: StringMap): boolean {
  return Object.keys(map).length === 0;
}
