import { describe, expect, it } from '@jest/globals';
import { DecodingFailed } from './decoding-failed.js';
import { readJson } from './read-json.js';

describe('readJson', () => {
  it.each(['{}', '[]', '"a\\u00e9\\n"', '-1.5e+3', '0', ' { "a" : [ 1 , true , null , { "b" : "c" } ] } '])(
    'reads %s as JSON.parse does',
    (text) => {
      expect(readJson(text)).toEqual({ value: JSON.parse(text), duplicates: [] });
    },
  );

  it.each([
    ['', 'unexpected end of JSON input'],
    ['{not json', "invalid character 'n' looking for beginning of object key string"],
    ['{"a"', 'unexpected end of JSON input'],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b":2}', `invalid character '"' after object key:value pair`],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[1', 'unexpected end of JSON input'],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['trye', "invalid character 'y' in literal true (expecting 'u')"],
    ['nul', 'unexpected end of JSON input'],
    ['01', "invalid character '1' after top-level value"],
    ['-x', "invalid character 'x' in numeric literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ['1ex', "invalid character 'x' in exponent of numeric literal"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u12x4"', "invalid character 'x' in \\u hexadecimal character escape"],
    ['"open', 'unexpected end of JSON input'],
    ["'a'", "invalid character '\\'' looking for beginning of value"],
  ])('refuses %j as Go does', (text, message) => {
    expect(() => readJson(text)).toThrow(new DecodingFailed(message));
  });

  it('tells fields that are there twice', () => {
    const text = '{"spec":{"replicas":1,"replicas":2},"list":[{"a":1},{"b":1,"b":2}]}';
    expect(readJson(text)).toEqual({
      value: { spec: { replicas: 2 }, list: [{ a: 1 }, { b: 2 }] },
      duplicates: ['spec.replicas', 'list[1].b'],
    });
  });

  it('goes a hundred levels deep and no deeper', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(readJson(nested(100)).duplicates).toEqual([]);
    expect(() => readJson(nested(101))).toThrow('exceeded max depth');
    expect(() => readJson('['.repeat(3_000_000))).toThrow('exceeded max depth');
  });

  it('reads a text of three megabytes in no time', () => {
    const text = JSON.stringify({ a: '\\"x'.repeat(500_000), b: Array.from({ length: 100_000 }, (_, at) => at) });
    expect(readJson(text).duplicates).toEqual([]);
  });
});
