import { type Json, type JsonObject, objectOf, type StringMap } from '#libs/kubernetes';
import type { ResourceKey } from '../resource/served-resources.js';
import { itemsOf, textOf } from '../json/reading.js';
import { SELECTABLE_FIELDS } from './selectable-fields.js';
import type { Selectable } from './selection.js';

/** What selectors look at, of a whole object: for watches, and where an object is at hand anyway. */
export function selectableOf(resource: ResourceKey, object: JsonObject): Selectable {
  const { namespace, name, labels } = objectOf(object.metadata);
  const fields = SELECTABLE_FIELDS[resource].map((field) => [field, valueOf(field, object)] as const);
  return {
    namespace: textOf(namespace),
    name: textOf(name),
    labels: objectOf(labels) as StringMap,
    fields: Object.fromEntries(fields),
  };
}

type Reading = (object: JsonObject) => Json | undefined;

// Those that are not simply where their name says.
const READINGS: Readonly<Record<string, Reading>> = {
  source: ({ source, reportingComponent }) => objectOf(source).component ?? reportingComponent,
  'spec.hostNetwork': ({ spec }) => objectOf(spec).hostNetwork ?? false,
  'status.podIP': ({ status }) => itemsOf(objectOf(status).podIPs)[0]?.ip,
  'status.podIPs': () => undefined, // known by name, but compared with nothing
  'status.replicas': ({ status }) => objectOf(status).replicas ?? 0,
};

function valueOf(field: string, object: JsonObject): string {
  const value = READINGS[field]?.(object) ?? valueAt(field, object);
  return typeof value === 'object' ? '' : String(value);
}

function valueAt(path: string, object: JsonObject): Json {
  return path.split('.').reduce<Json>((value, key) => objectOf(value)[key] ?? '', object);
}
