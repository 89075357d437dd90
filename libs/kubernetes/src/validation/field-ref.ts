import type { Json } from '../json.js';
import { objectOf, textOf } from '../json-shape.js';
import { against, type Causes, invalid, NONE, notSupported, required } from './cause.js';
import { labelKey } from './name-rules.js';

/** The fields of a Pod that a variable can show. */
export const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

const POD_FIELDS = [
  ...ENV_FIELDS,
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
];

/** A field of the Pod, as a variable or a file: `metadata.name`, `metadata.labels['app']`. */
export function fieldRef(value: Json | undefined, field: string, allowed: readonly string[]): Causes {
  const { apiVersion, fieldPath } = objectOf(value);
  const path = textOf(fieldPath);
  if (path === '') return [required(`${field}.fieldPath`)];
  if (apiVersion !== 'v1') return refused(field, path, `unsupported pod version: ${textOf(apiVersion)}`);
  const [, map, key] = /^(.*)\['(.*)'\]$/s.exec(path) ?? [];
  if (map !== undefined && key !== undefined) return subscript(map, key, { path, field });
  if (!POD_FIELDS.includes(path)) return refused(field, path, `field label not supported: ${path}`);
  return allowed.includes(path) ? NONE : [notSupported(`${field}.fieldPath`, path, allowed)];
}

function subscript(map: string, key: string, { path, field }: Readonly<{ path: string; field: string }>): Causes {
  if (map === 'metadata.annotations') return against(labelKey, field, key.toLowerCase());
  if (map === 'metadata.labels') return against(labelKey, field, key);
  return refused(field, path, `field label does not support subscript: ${path}`);
}

function refused(field: string, path: string, reason: string): Causes {
  return [invalid(`${field}.fieldPath`, path, `error converting fieldPath: ${reason}`)];
}
