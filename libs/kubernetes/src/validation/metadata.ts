import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, invalid, NONE, required, tooLong, when } from './cause.js';
import { dnsLabel, dnsSubdomain, labelKey, labelValue, type NameRule } from './name-rules.js';
import { each, needs, notNegative, type Rule } from './value-rules.js';

const MOST_ANNOTATION_BYTES = 256 * 1024;

/** How the objects of a kind are named. */
type Naming = Readonly<{ name: NameRule; isOutsideOfNamespaces?: boolean }>;

/** Names, labels and annotations of an object that is created (apimachinery, `ValidateObjectMeta`). */
export function validateMetadata(metadata: JsonObject, naming: Naming = { name: dnsSubdomain }): Causes {
  const { name, namespace, generateName, generation, labels, annotations, ownerReferences, finalizers } = metadata;
  return [
    ...generatedCauses(textOf(generateName), naming.name),
    ...nameCauses(textOf(name), naming.name),
    ...(naming.isOutsideOfNamespaces === true ? NONE : namespaceCauses(textOf(namespace))),
    ...notNegative(generation, 'metadata.generation'),
    ...validateLabels(labels, 'metadata.labels'),
    ...validateAnnotations(annotations, 'metadata.annotations'),
    ...each(ownerReferences, 'metadata.ownerReferences', ownerReference),
    ...listOf(finalizers).flatMap((finalizer) => against(labelKey, 'metadata.finalizers', textOf(finalizer))),
  ];
}

/** What may not change, and what is checked anew, when an object is updated (`ValidateObjectMetaUpdate`). */
export function validateMetadataUpdate(metadata: JsonObject, old: JsonObject): Causes {
  const { labels, annotations, ownerReferences } = metadata;
  return [
    ...IMMUTABLE.flatMap((name) => unchanged(metadata[name], old[name], `metadata.${name}`)),
    ...validateLabels(labels, 'metadata.labels'),
    ...validateAnnotations(annotations, 'metadata.annotations'),
    ...each(ownerReferences, 'metadata.ownerReferences', ownerReference),
  ];
}

export const validateLabels: Rule = (labels, field) =>
  sortedEntries(labels).flatMap(([key, value]) => [
    ...against(labelKey, field, key),
    ...against(labelValue, field, textOf(value)),
  ]);

export const validateAnnotations: Rule = (annotations, field) => {
  const entries = sortedEntries(annotations);
  const bytes = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(textOf(value)), 0);
  return [
    ...entries.flatMap(([key]) => labelKey(key.toLowerCase()).map((reason) => invalid(field, key, reason))),
    ...when(bytes > MOST_ANNOTATION_BYTES, tooLong(field, MOST_ANNOTATION_BYTES)),
  ];
};

const IMMUTABLE = ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'];

function unchanged(value: Json | undefined, old: Json | undefined, field: string): Causes {
  return when(value !== old, invalid(field, value ?? '', 'field is immutable'));
}

const ownerReference: Rule = (reference, field) =>
  needs(reference, field, 'apiVersion', 'kind', 'name', 'uid').map((cause) => ({
    ...cause,
    message: `${cause.message}: must not be empty`,
  }));

function nameCauses(name: string, rule: NameRule): Causes {
  if (name === '') return [required('metadata.name', 'name or generateName is required')];
  return against(rule, 'metadata.name', name);
}

function namespaceCauses(namespace: string): Causes {
  return namespace === '' ? [required('metadata.namespace')] : against(dnsLabel, 'metadata.namespace', namespace);
}

// A generated name may end in a dash: something follows.
function generatedCauses(name: string, rule: NameRule): Causes {
  if (name === '') return NONE;
  return rule(name.replace(/.-$/, 'a')).map((reason) => invalid('metadata.generateName', name, reason));
}

// Go's maps have no order; Rollbook tells the causes by key, so that they are the same every time.
function sortedEntries(map: Json | undefined): readonly [string, Json | undefined][] {
  return Object.entries(objectOf(map)).sort(([a], [b]) => byteOrder(a, b));
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Refuses a value that names nothing valid, when it is given at all. */
export function named(rule: NameRule): Rule {
  return (value, field) => (textOf(value) === '' ? NONE : against(rule, field, textOf(value)));
}
