// Writes libs/kubernetes/src/tables/field-lists.ts from the API server's structural schemas.
//
//   node scripts/generate-field-lists.mjs schemas.json
//
// Only types that libs/kubernetes/src/tables/api-types.ts has are written.
import { readFileSync, writeFileSync } from 'node:fs';

const [schemasFile] = process.argv.slice(2);
const schemas = JSON.parse(readFileSync(schemasFile, 'utf8'));
const apiTypes = readFileSync('libs/kubernetes/src/tables/api-types.ts', 'utf8');

const shortName = (name) => `v1.${name.split('.').at(-1)}`;
const isKnown = (name) => apiTypes.includes(`  '${shortName(name)}':`);
const known = Object.entries(schemas)
  .filter(([name]) => isKnown(name))
  .sort(([a], [b]) => (shortName(a) < shortName(b) ? -1 : 1));

function treatmentOf(property) {
  const type = property['x-kubernetes-list-type'] ?? property['x-kubernetes-map-type'];
  return type === 'map' ? property['x-kubernetes-list-map-keys'].join(',') : type;
}

const lines = known.flatMap(([name, { properties = {} }]) => {
  const treated = Object.entries(properties)
    .map(([field, property]) => [field, treatmentOf(property)])
    .filter(([, treatment]) => treatment !== undefined && treatment !== 'atomic');
  return treated.length === 0 ? [] : [`  '${shortName(name)}': '${treated.map((pair) => pair.join(':')).join(' ')}',`];
});
const atomicMaps = known.flatMap(([name, { properties = {} }]) =>
  Object.entries(properties)
    .filter(([, property]) => property['x-kubernetes-map-type'] === 'atomic')
    .map(([field]) => `  '${shortName(name)}.${field}',`),
);
const atomicTypes = known
  .filter(([, schema]) => schema['x-kubernetes-map-type'] === 'atomic')
  .map(([name]) => `  '${shortName(name)}',`);

writeFileSync(
  'libs/kubernetes/src/tables/field-lists.ts',
  `// Written by scripts/generate-field-lists.mjs: do not edit.

/** Lists whose elements are owned one by one, by type: \`field:set\`, or \`field:keys\` of its elements. All other lists are owned whole. */
export const FIELD_LISTS: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

/** Maps that are owned whole. */
export const ATOMIC_MAPS: ReadonlySet<string> = new Set([
${atomicMaps.join('\n')}
]);

/** Structs that are owned whole. */
export const ATOMIC_TYPES: ReadonlySet<string> = new Set([
${atomicTypes.join('\n')}
]);
`,
);
