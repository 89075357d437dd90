import { expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';
import type { Json } from './json.js';
import { sameJson } from './same-json.js';

const VALUES: readonly (Json | undefined)[] = [
  ...[undefined, null, true, false, 0, -0, 1, '', '1', [], [null], [1], [1, 2], [2, 1], [{}], [[]]],
  ...[{}, { a: null }, { a: undefined }, { a: 1 }, { a: 1, b: undefined }, { b: null, a: 1 }, { b: 1 }],
  ...[{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: { c: [1, { d: 'x' }] } }, { a: { c: [1, { d: 'y' }] } }, { a: {} }],
  ...[{ 0: 1 }, { length: 0 }, { constructor: {} }, JSON.parse('{"__proto__":{}}') as Json],
];

it.each(VALUES)('when given %j and any other, it says whether their canonical JSON is one', (value) => {
  const [said, is] = [sameJson, bySameText].map((same) => VALUES.map((other) => same(value, other)));

  expect(said).toEqual(is);
});

function bySameText(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
