import { expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';

it.each([
  [null, 'null'],
  [true, 'true'],
  [1.0, '1'],
  [-0, '0'],
  [1e21, '1e+21'],
  [0.000001, '0.000001'],
  ['é"\\\n\0\ud800', '"é\\"\\\\\\n\\u0000\\ud800"'],
  [[], '[]'],
  [{}, '{}'],
  [[3, [1], { b: 1, a: 2 }], '[3,[1],{"a":2,"b":1}]'],
  [{ b: 1.0, a: [2] }, '{"a":[2],"b":1}'],
  [{ a: undefined, b: null }, '{"b":null}'],
  // by UTF-16 code units, as RFC 8785 section 3.2.3 has it
  [
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  ],
])('when the value is %p, its text is %p', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

it('when the value has its own text parsed back, the text stays', () => {
  const text = canonicalJson({ z: [1, { y: 'x', a: 0.1 }], __proto__: 1, b: '' });

  expect(canonicalJson(JSON.parse(text))).toBe(text);
});

it.each([[NaN], [Infinity], [1n], [() => 1], [undefined], [[undefined]]])('when it is %p, it is no JSON', (value) => {
  expect(() => canonicalJson(value)).toThrow('is not a JSON value');
});
