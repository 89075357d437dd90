// Writes libs/kubernetes-api/src/openapi/tables/*.ts from the structural schemas of an API server (no prose in them):
//
//   node scripts/generate-openapi-schemas.mjs schemas.json
import { readFileSync, writeFileSync } from 'node:fs';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('say where schemas.json is');
const schemas = JSON.parse(readFileSync(source, 'utf8'));

// The packages of the types, by a short name; the same as in libs/kubernetes-api/src/openapi/schema-name.ts.
const PACKAGES = {
  apps: 'io.k8s.api.apps.v1.',
  autoscaling: 'io.k8s.api.autoscaling.v1.',
  core: 'io.k8s.api.core.v1.',
  intstr: 'io.k8s.apimachinery.pkg.util.intstr.',
  meta: 'io.k8s.apimachinery.pkg.apis.meta.v1.',
  resource: 'io.k8s.apimachinery.pkg.api.resource.',
};

const TABLES = {
  VOLUME_SCHEMAS: { file: 'volume-schemas', what: 'Volumes, and where what is in them comes from' },
  CORE_SCHEMAS: { file: 'core-schemas', what: 'Pods, their containers, Services, Namespaces and Events' },
  GROUP_SCHEMAS: { file: 'group-schemas', what: 'Deployments, ReplicaSets, Scales, and what all objects have' },
};

for (const [table, { file, what }] of Object.entries(TABLES)) {
  const lines = Object.entries(schemas)
    .filter(([name, { properties }]) => properties !== undefined && tableOf(shortName(name)) === table)
    .map(([name, schema]) => `  ${JSON.stringify(shortName(name))}: ${JSON.stringify(textOf(schema))},`);
  const text = `// Written by scripts/generate-openapi-schemas.mjs: do not edit.

/** ${what}, in Kubernetes 1.36, in the form that read-schema.ts reads. */
export const ${table}: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
  writeFileSync(new URL(`../libs/kubernetes-api/src/openapi/tables/${file}.ts`, import.meta.url), text);
}

function tableOf(name) {
  if (!name.startsWith('core/')) return 'GROUP_SCHEMAS';
  return /Volume|Projection$/.test(name) ? 'VOLUME_SCHEMAS' : 'CORE_SCHEMAS';
}

function textOf({ properties, required = [], ...schema }) {
  const fields = Object.entries(properties).map(
    ([name, property]) => `${name}${required.includes(name) ? '*' : ''}:${typeOf(property)}${extrasOf(property)}`,
  );
  return [...(schema['x-kubernetes-map-type'] === undefined ? [] : ['atomic']), ...fields].join(' ');
}

function typeOf({ type, format, items, additionalProperties, allOf, $ref }) {
  if (allOf !== undefined) return typeOf(allOf[0]);
  if ($ref !== undefined) return `#${shortName($ref.slice('#/components/schemas/'.length))}`;
  if (type === 'array') return `[]${typeOf(items)}`;
  if (type === 'object') return `{}${typeOf(additionalProperties)}`;
  if (type === 'integer') return { int32: 'i32', int64: 'i64' }[format];
  if (type === 'string' || type === 'boolean') return type[0];
  throw new Error(`a type that is not known: ${type}`);
}

function extrasOf(property) {
  const list = property['x-kubernetes-list-type'];
  const keys = property['x-kubernetes-list-map-keys'];
  const patch = property['x-kubernetes-patch-strategy'];
  const mergeKey = property['x-kubernetes-patch-merge-key'];
  const values = property.enum ?? property.items?.enum;
  return [
    property.default === undefined ? '' : `;default=${JSON.stringify(property.default)}`,
    values === undefined ? '' : `;enum=${values.join('|')}`,
    list === undefined ? '' : `;list=${list}${keys === undefined ? '' : `(${keys.join(',')})`}`,
    patch === undefined ? '' : `;patch=${patch}${mergeKey === undefined ? '' : `(${mergeKey})`}`,
    property['x-kubernetes-map-type'] === undefined ? '' : ';map=atomic',
  ].join('');
}

function shortName(name) {
  const [short, prefix] = Object.entries(PACKAGES).find(([, prefix]) => name.startsWith(prefix));
  return `${short}/${name.slice(prefix.length)}`;
}
