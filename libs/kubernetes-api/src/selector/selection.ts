import { meets, type Requirement, type StringMap } from '#libs/kubernetes';
import type { FieldRequirement } from './field-selector.js';

/** Which objects are wanted: all conditions hold. */
export type Selection = Readonly<{ labels: readonly Requirement[]; fields: readonly FieldRequirement[] }>;

/** What of an object selectors look at; it can be had without rendering the object. */
export type Selectable = Readonly<{
  /** Empty outside of namespaces. */
  namespace: string;
  name: string;
  labels: StringMap;
  /** By the names in `SELECTABLE_FIELDS`, but for `metadata.name` and `metadata.namespace`; an absent one is empty. */
  fields?: StringMap;
}>;

export function selects({ labels, fields }: Selection, object: Selectable): boolean {
  return meets(labels, object.labels) && fields.every((requirement) => holds(requirement, object));
}

function holds({ field, operator, value }: FieldRequirement, object: Selectable): boolean {
  return (fieldOf(object, field) === value) === (operator === '=');
}

function fieldOf({ namespace, name, fields }: Selectable, field: string): string {
  if (field === 'metadata.name') return name;
  return field === 'metadata.namespace' ? namespace : (fields?.[field] ?? '');
}

/** The value that a field must have; undefined when it may have several. */
export function exactField({ fields }: Selection, field: string): string | undefined {
  return fields.find((requirement) => requirement.field === field && requirement.operator === '=')?.value;
}
