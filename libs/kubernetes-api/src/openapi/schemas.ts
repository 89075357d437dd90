import { type JsonObject, objectOf } from '#libs/kubernetes';
import { describedSchema } from './described-schema.js';
import { readSchema } from './read-schema.js';
import { CORE_SCHEMAS } from './tables/core-schemas.js';
import { GROUP_SCHEMAS } from './tables/group-schemas.js';
import { VOLUME_SCHEMAS } from './tables/volume-schemas.js';

const TABLE: Readonly<Record<string, string>> = { ...GROUP_SCHEMAS, ...CORE_SCHEMAS, ...VOLUME_SCHEMAS };

/** The names of all types, such as `apps/Deployment`. */
export const SCHEMA_NAMES: readonly string[] = [
  ...Object.keys(TABLE),
  'meta/FieldsV1',
  'meta/MicroTime',
  'meta/Time',
].concat('intstr/IntOrString', 'resource/Quantity');

export function isKnownSchema(name: string): boolean {
  return Object.hasOwn(TABLE, name) || Object.hasOwn(SCALARS, name);
}

/** A type's schema; undefined for a type that is not known. */
export function schemaOf(name: string): JsonObject | undefined {
  const text = TABLE[name];
  if (text === undefined) return SCALARS[name];
  const schema = { ...readSchema(text), ...unionsOf(name) };
  return describedSchema(name, { ...schema, ...kindsOf(name, schema) });
}

// Structs in Go, but written as something else.
const SCALARS: Readonly<Record<string, JsonObject>> = {
  'intstr/IntOrString': { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
  'meta/FieldsV1': { type: 'object' },
  'meta/MicroTime': { type: 'string', format: 'date-time' },
  'meta/Time': { type: 'string', format: 'date-time' },
  'resource/Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
};

// Which field goes with which value of another.
const UNIONS: Readonly<Record<string, JsonObject>> = {
  'core/AppArmorProfile': { discriminator: 'type', ...of({ localhostProfile: 'LocalhostProfile' }) },
  'core/PodSchedulingGroup': of({ podGroupName: 'PodGroupName' }),
  'core/SeccompProfile': { discriminator: 'type', ...of({ localhostProfile: 'LocalhostProfile' }) },
};

function of(fields: JsonObject): JsonObject {
  return { 'fields-to-discriminateBy': fields };
}

function unionsOf(name: string): JsonObject {
  const union = UNIONS[name];
  return union === undefined ? {} : { 'x-kubernetes-unions': [union] };
}

// A whole object says which it is.
function kindsOf(name: string, { properties }: JsonObject): JsonObject {
  const { apiVersion, kind, metadata } = objectOf(properties);
  if (apiVersion === undefined || kind === undefined || metadata === undefined) return {};
  const [group = '', type = ''] = name.split('/');
  return { 'x-kubernetes-group-version-kind': [{ group: group === 'core' ? '' : group, kind: type, version: 'v1' }] };
}
