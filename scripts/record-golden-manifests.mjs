// Writes test/manifests/golden/NAME.json for every manifest: the objects that `kubectl` reads from it, in order. Needs kubectl, no cluster.
//
//   node scripts/record-golden-manifests.mjs
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../test/manifests', import.meta.url).pathname;
const asIs = ['patch', '--local', '--type', 'merge', '--patch', '{}', '--output', 'json'];

for (const file of readdirSync(folder).filter((name) => /\.(yaml|json)$/.test(name))) {
  const output = execFileSync('kubectl', [...asIs, '--filename', `${folder}/${file}`], { encoding: 'utf8' });
  const objects = JSON.parse(`[${output.trim().replaceAll(/^}\n{$/gm, '},\n{')}]`);
  writeFileSync(`${folder}/golden/${file}.json`, `${JSON.stringify(objects, null, 1)}\n`);
}
