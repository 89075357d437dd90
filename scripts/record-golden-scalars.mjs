// Writes test/manifests/golden/scalars.json: what `kubectl` reads where a plain YAML scalar stands as a value and as a key. Needs kubectl, no
// cluster. Numbers that JavaScript cannot hold are left out.
//
//   node scripts/record-golden-scalars.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scalars = [
  ...`y Y yes Yes YES yEs n N no No NO nO on On ON oN off Off OFF`.split(' '),
  ...`true True TRUE tRUE false False FALSE t f null Null NULL nULL ~ ~~ none`.split(' '),
  ...`0 00 07 08 09 010 0010 +012 -012 0777 0888 0o7 0o17 0o8 0O7 -0o7 +0o7`.split(' '),
  ...`0x1f 0X1F -0x1f +0x1f 0xg 0x 0b11 0B11 -0b11 0b2 0b 1_000 1__0 _1 1_ 0_7 -1_0`.split(' '),
  ...`1 +1 -1 --1 1- 1e3 1E3 1e+3 1e-3 1e e3 +1e3 0e0 1.0 1. .1 +.1 -.1 . .. -`.split(' '),
  ...`1.5 1.50 01.5 1_0.5 1.5_0 1.e3 .e3 .1e3 1.2.3 1,000 0.1.2 -0 +0 0.0 -0.0 3.10 1e06`.split(' '),
  ...`.inf -.inf +.inf .Inf .INF .iNF inf Infinity .nan .NaN .NAN nan NaN`.split(' '),
  ...`12:30 12:30:45 190:20:30 1:60 0:1 2026-11-21 2026-1-2 2026-11-21T10:00:00Z 10:00`.split(' '),
  ...`= << == + -1-1 1-1 1/2 1% 25% 100m 1Gi 1e3Mi 0.5m 128e6 a#b a:b a?b ?a -a :a`.split(' '),
  ...`9007199254740991 0x1fffffffffffff 123456789012 1e15 1e21 1.7976931348623157e308 5e-324 0.1`.split(' '),
  ...`100000000000000000000 "1" 'yes' "~" "" '' 'a''b' "\\x41\\u00e9\\U0001F680"`.split(' '),
  ...['a b', '2026-11-21 10:00:00', '!!str 1', '!!str yes', '!!int "7"', '!!float 1', '!!binary aGk='],
];

const folder = mkdtempSync(join(tmpdir(), 'scalars-'));
writeFileSync('test/manifests/golden/scalars.json', `[\n${scalars.map(row).join(',\n')}\n]\n`);
rmSync(folder, { recursive: true });

function row(text) {
  const value = read(`x: ${text}`);
  const key = read(`${text}: x`);
  return JSON.stringify({
    text,
    ...(value === undefined ? { valueRefused: true } : { value: value.x }),
    ...(key === undefined ? { keyRefused: true } : { key: Object.keys(key)[0] }),
  });
}

function read(yaml) {
  const file = join(folder, 'x.yaml');
  writeFileSync(file, `apiVersion: v1\nkind: X\nmetadata: {name: x}\nspec:\n  ${yaml}\n`);
  const asIs = ['patch', '--local', '--type', 'merge', '--patch', '{}', '--output', 'json', '--filename', file];
  const { status, stdout } = spawnSync('kubectl', asIs, { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout).spec : undefined;
}
