import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Json } from '#libs/kubernetes';
import fc from 'fast-check';
import { formatYaml } from './format-yaml.js';
import { parseManifests } from './parse-manifests.js';

const rows = JSON.parse(readFileSync('test/conformance/yaml.json', 'utf8')) as {
  name: string;
  object: Json;
  yaml: string;
}[];

describe('formatYaml', () => {
  it.each(rows)('when kubectl printed $name, it prints the same', ({ object, yaml }) => {
    expect(formatYaml(object)).toBe(yaml);
  });

  it.each<[Json, string]>([
    [{ b: 1, a: 'x' }, 'a: x\nb: 1\n'],
    [{ a: ['x', { c: 1, b: 2 }] }, 'a:\n- x\n- b: 2\n  c: 1\n'],
    [{ a: [[1, 2]] }, 'a:\n- - 1\n  - 2\n'],
    [{ a: {}, b: [], c: null, d: '' }, 'a: {}\nb: []\nc: null\nd: ""\n'],
    [
      { a: 'true', b: '12', c: '0755', d: 'yes', e: '2001-01-01T00:00:00Z' },
      'a: "true"\nb: "12"\nc: "0755"\nd: "yes"\ne: "2001-01-01T00:00:00Z"\n',
    ],
    [{ a: '*', b: 'x: y', c: '- x', d: ' x', e: "it's" }, "a: '*'\nb: 'x: y'\nc: '- x'\nd: ' x'\ne: it's\n"],
    [{ a: 'x\ny\n', b: 'x\ny', c: 'x\n\n' }, 'a: |\n  x\n  y\nb: |-\n  x\n  y\nc: |+\n  x\n\n'],
    [{ a: 'x\ty', b: 'x \ny' }, 'a: "x\\ty"\nb: "x \\ny"\n'],
    ['x', 'x\n'],
    [{ a: `${'long '.repeat(17)}end` }, `a: ${'long '.repeat(16).trim()}\n  long end\n`],
    [{ a: 'x'.repeat(200) }, `a: ${'x'.repeat(200)}\n`],
  ])('when given %j, it prints it as kubectl does', (value, text) => {
    expect(formatYaml(value)).toBe(text);
  });

  it('when any object is printed and read, it is the same', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 });
    fc.assert(
      fc.property(object, (value) => {
        const expected = JSON.parse(JSON.stringify(value)) as object;
        expect(parseManifests(formatYaml(expected as Json))).toEqual([expected]);
      }),
      { numRuns: 300 },
    );
  });
});
