import { objectOf, textOf } from '../json-shape.js';
import { type Causes, invalid, NONE, required, when } from './cause.js';
import { fieldRef } from './field-ref.js';
import { resourceFieldRef } from './resource-field.js';
import { fileMode, needs, type Rule, unreservedPath } from './value-rules.js';

const DOWNWARD_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

/** A key of a ConfigMap or Secret as a file. */
export const keyToPath: Rule = (item, field) => {
  const { path, mode } = objectOf(item);
  return [
    ...needs(item, field, 'key', 'path'),
    ...unreservedPath(path, `${field}.path`),
    ...fileMode(mode, `${field}.mode`),
  ];
};

/** A field of the Pod as a file. */
export const downwardFile: Rule = (file, field) => {
  const { path, mode, fieldRef: reference, resourceFieldRef: resource } = objectOf(file);
  const both = 'fieldRef and resourceFieldRef can not be specified simultaneously';
  const refCauses: Causes = reference === undefined ? NONE : fieldRef(reference, `${field}.fieldRef`, DOWNWARD_FIELDS);
  const isBoth = reference !== undefined && resource !== undefined;
  const isNeither = reference === undefined && resource === undefined;
  return [
    ...when(textOf(path) === '', required(`${field}.path`)),
    ...unreservedPath(path, `${field}.path`),
    ...refCauses,
    ...when(isBoth, invalid(field, 'resource', both)),
    ...(resource === undefined || isBoth ? NONE : resourceFieldRef(resource, `${field}.resourceFieldRef`, true)),
    ...when(isNeither, required(field, 'one of fieldRef and resourceFieldRef is required')),
    ...fileMode(mode, `${field}.mode`),
  ];
};
