import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deflateDelta, deflateWhole, inflateDelta, inflateWhole } from './template-delta.js';

const bytes = (text: string) => Buffer.from(text);
const manifest = (tag: string) =>
  bytes(
    JSON.stringify(
      Array.from({ length: 30 }, (_, line) => ({ line, name: `n${line ** 5}`, image: line === 15 ? tag : 'x' })),
    ),
  );

describe('a delta', () => {
  it.each([
    ['', ''],
    ['', 'abc'],
    ['abc', ''],
    ['abc', 'abc'],
    ['abcabc', 'abc'],
    ['abc', 'abcabc'],
    ['aaaa', 'aaa'],
    ['ä', 'ö'],
    ['x'.repeat(70_000), 'x'.repeat(69_000)],
  ])('when the text is %.9j and its base is %.9j, it gives the text back', (text, base) => {
    expect(inflateDelta(deflateDelta(bytes(text), bytes(base)), bytes(base))).toEqual(bytes(text));
  });

  it('when any text is based on any other, it gives the text back', () => {
    const text = fc.array(fc.constantFrom('name: ', 'image: nginx:', '1.24', '1.25', '\n', 'ä', '{}'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [bytes(one.join('')), bytes(other.join(''))];
        expect(inflateDelta(deflateDelta(a, b), b)).toEqual(a);
      }),
    );
  });

  it('when one image changes, it is some ten bytes', () => {
    expect(deflateDelta(manifest('nginx:1.25'), manifest('nginx:1.24')).length).toBeLessThan(10);
  });

  it('when two distant places change, what lies between is not stored again', () => {
    const before = bytes(`a${manifest('nginx:1.24').toString()}a`);
    const after = bytes(`b${manifest('nginx:1.25').toString()}b`);

    expect(deflateDelta(after, before).length).toBeLessThan(60);
  });
});

it('when a text stands alone, it is deflated and comes back', () => {
  const text = manifest('nginx:1.24');

  expect(deflateWhole(text).length).toBeLessThan(text.length / 2);
  expect(inflateWhole(deflateWhole(text))).toEqual(text);
});
