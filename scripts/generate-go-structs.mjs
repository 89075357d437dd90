// Writes libs/kubernetes/src/tables/go-structs.ts from a recording of the Go types of Kubernetes, release by release.
//
//   node scripts/generate-go-structs.mjs struct-fields-by-release.json
//
// The recording was made by reflection over k8s.io/api and k8s.io/apimachinery at each release: for every struct that can be
// reached from core/v1 PodTemplateSpec `[field, type, json name]`, in the order of the source.
import { readFileSync, writeFileSync } from 'node:fs';

const OLDEST = 16;
const source = process.argv[2];
if (source === undefined) throw new Error('say where struct-fields-by-release.json is');
const recorded = JSON.parse(readFileSync(source, 'utf8'));

const structs = new Map(); // name -> Map(field text -> {since, until, order})
const current = new Map();
for (const [release, { changed, removed = [] }] of Object.entries(recorded)) {
  for (const name of removed) current.delete(name);
  for (const [name, fields] of Object.entries(changed)) current.set(name, fields);
  const minor = Number(release.split('.')[1]);
  if (minor < OLDEST) continue;
  for (const [name, fields] of current) merge(name, fields, minor);
}

function merge(name, fields, minor) {
  const merged = structs.get(name) ?? [];
  let place = 0;
  for (const [field, type, json] of fields) {
    const text = `${field}:${type}:${json}`;
    const found = merged.findIndex((known) => known.text === text);
    if (found < 0) merged.splice(place, 0, { text, since: minor, until: minor });
    else merged[found].until = minor;
    place = (found < 0 ? place : found) + 1;
  }
  structs.set(name, merged);
}

const newest = Number(Object.keys(recorded).at(-1).split('.')[1]);
const lines = [...structs]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, fields]) => {
    // A struct that appears later, or goes, does so with the field that holds it: its own fields need no range for that.
    const first = Math.min(...fields.map(({ since }) => since));
    const last = Math.max(...fields.map(({ until }) => until));
    const texts = fields.map(({ text, since, until }) => {
      const from = since > first ? `${since}` : '';
      const to = until < last ? `${until}` : '';
      return from || to ? `${text}:${from}-${to}` : text;
    });
    return `  '${name}': '${texts.join(' ')}',`;
  });

writeFileSync(
  'libs/kubernetes/src/tables/go-structs.ts',
  `// Written by scripts/generate-go-structs.mjs: do not edit.

/**
 * The Go structs reachable from core/v1 PodTemplateSpec in Kubernetes 1.${OLDEST} to 1.${newest}, fields in order:
 * \`field:type:json name\`, with \`:since-until\` (minor releases, both inclusive) where a field came or went.
 */
export const GO_STRUCTS: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
);
