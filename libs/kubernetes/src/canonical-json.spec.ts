import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';
import type { Json } from './json.js';

describe('canonicalJson', () => {
  it.each<[string, Json | undefined, string]>([
    ['keys in any order', { b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
    ['keys without a value', { a: null, b: undefined, c: 0, d: '' }, '{"c":0,"d":""}'],
    ['a list with null', [1, null, 'x'], '[1,null,"x"]'],
    ['an empty object and list', { a: {}, b: [] }, '{"a":{},"b":[]}'],
    ['keys beyond U+FFFF', { '\u{1f600}': 1, '\uff5e': 2 }, '{"\uff5e":2,"\u{1f600}":1}'],
    ['a plain text', 'a"b', '"a\\"b"'],
    ['nothing', undefined, 'null'],
  ])('when given %s, it is one text', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
