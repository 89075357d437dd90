import type { Json, JsonObject } from '#libs/kubernetes';
import { schemaRef } from './schema-name.js';

/**
 * Reads a struct of the tables as an OpenAPI schema. The text has `atomic` first if the struct is owned whole, then its fields as
 * `name:type`, `*` after the name of one that is required. A type is `s`tring, `b`oolean, `i32`, `i64`, `#struct`, `[]` a list or
 * `{}` a map of such; then `;default=`, `;enum=a|b`, `;list=` (map with its keys, set or atomic), `;patch=strategy(merge key)` and
 * `;map=atomic`: `env:[]#core/EnvVar;list=map(name);patch=merge(name)`.
 */
export function readSchema(text: string): JsonObject {
  const words = text.split(' ');
  const isAtomic = words[0] === 'atomic';
  const fields = words.slice(isAtomic ? 1 : 0).map(readField);
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    ...(isAtomic && { 'x-kubernetes-map-type': 'atomic' }),
  };
}

type Field = Readonly<{ name: string; isRequired: boolean; schema: JsonObject }>;

function readField(text: string): Field {
  const [, name = '', star, rest = ''] = /^(\w+)(\*?):(.*)$/.exec(text) ?? [];
  const [type = '', ...extras] = rest.split(';');
  const told = Object.fromEntries(extras.map((extra) => extra.split('=') as [string, string]));
  return { name, isRequired: star === '*', schema: fieldSchema(type, told) };
}

type Extras = Readonly<Record<string, string>>;

function fieldSchema(type: string, extras: Extras): JsonObject {
  return {
    ...typeSchema(type, extras.enum?.split('|')),
    ...(extras.default !== undefined && { default: JSON.parse(extras.default) as Json }),
    ...listExtras(extras.list ?? ''),
    ...patchExtras(extras.patch ?? ''),
    ...(extras.map !== undefined && { 'x-kubernetes-map-type': extras.map }),
  };
}

function listExtras(text: string): JsonObject {
  const [, type, keys] = /^(\w+)(?:\(([\w,]+)\))?$/.exec(text) ?? [];
  return {
    ...(type !== undefined && { 'x-kubernetes-list-type': type }),
    ...(keys !== undefined && { 'x-kubernetes-list-map-keys': keys.split(',') }),
  };
}

function patchExtras(text: string): JsonObject {
  const [, strategy, mergeKey] = /^([\w,]+)(?:\((\w+)\))?$/.exec(text) ?? [];
  return {
    ...(strategy !== undefined && { 'x-kubernetes-patch-strategy': strategy }),
    ...(mergeKey !== undefined && { 'x-kubernetes-patch-merge-key': mergeKey }),
  };
}

// A reference stands in allOf, so that a field can have a default beside it; in a list or map it stands alone.
function typeSchema(type: string, values?: readonly string[]): JsonObject {
  if (type.startsWith('#')) return { allOf: [{ $ref: schemaRef(type.slice(1)) }] };
  if (type.startsWith('[]')) return { type: 'array', items: elementSchema(type.slice(2), values) };
  if (type.startsWith('{}')) return { type: 'object', additionalProperties: elementSchema(type.slice(2)) };
  return { ...scalarSchema(type), ...(values && { enum: values }) };
}

function elementSchema(type: string, values?: readonly string[]): JsonObject {
  return type.startsWith('#') ? { $ref: schemaRef(type.slice(1)) } : typeSchema(type, values);
}

function scalarSchema(type: string): JsonObject {
  switch (type) {
    case 's':
      return { type: 'string' };
    case 'b':
      return { type: 'boolean' };
    case 'i32':
      return { type: 'integer', format: 'int32' };
    case 'i64':
      return { type: 'integer', format: 'int64' };
    default:
      throw new Error(`a type that is not known: ${type}`);
  }
}
