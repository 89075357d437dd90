import { fieldElement } from './field-path.js';
import { type FieldSet, THE_FIELD } from './field-set.js';

const METADATA = [
  'name',
  'namespace',
  'creationTimestamp',
  'selfLink',
  'uid',
  'clusterName',
  'generation',
  'managedFields',
  'resourceVersion',
];

/** What nobody owns: it names the object, or the API server writes it (managedfields/internal/stripmeta.go). */
export const UNOWNED_FIELDS: FieldSet = fields({
  apiVersion: THE_FIELD,
  kind: THE_FIELD,
  metadata: { ...fields(Object.fromEntries(METADATA.map((name) => [name, THE_FIELD]))), owned: true },
});

function fields(children: Readonly<Record<string, FieldSet>>): FieldSet {
  const entries = Object.entries(children).map(([name, set]) => [fieldElement(name), set] as const);
  return { owned: false, children: new Map(entries) };
}
