import { type Json, type JsonObject, objectOf } from '#libs/kubernetes';
import { objectAt, textAt } from '../json-at.js';

/** A Deployment or ReplicaSet as far as kubectl writes it. */
export type Workload = Readonly<{
  metadata: Readonly<{ name: string; labels: JsonObject; annotations: JsonObject }>;
  spec: JsonObject;
}>;

/** The workload that an object of the API is. */
export function workloadOf(object: Json): Workload {
  const { labels, annotations } = objectAt(object, 'metadata');
  const metadata = { name: textAt(object, 'metadata', 'name'), labels: objectOf(labels), annotations: objectOf(annotations) };
  return { metadata, spec: objectAt(object, 'spec') };
}

/** The workload with some of its labels or annotations set, or taken away where the value is null. */
export function withKeys(
  { metadata, spec }: Workload,
  field: 'labels' | 'annotations',
  changes: Readonly<Record<string, string | null>>,
): Workload {
  const keys = Object.entries({ ...metadata[field], ...changes }).filter(([, value]) => value !== null);
  return { metadata: { ...metadata, [field]: Object.fromEntries(keys) }, spec };
}

/** The workload with fields of its spec replaced. */
export function withSpec({ metadata, spec }: Workload, fields: JsonObject): Workload {
  return { metadata, spec: { ...spec, ...fields } };
}

/** The workload with fields of its pod spec replaced. */
export function withPodSpec(workload: Workload, fields: JsonObject): Workload {
  const template = objectAt(workload.spec, 'template');
  const podSpec = objectAt(template, 'spec');
  return withSpec(workload, { template: { ...template, spec: { ...podSpec, ...fields } } });
}
