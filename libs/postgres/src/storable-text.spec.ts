import { expect, it } from '@jest/globals';
import { storableJson, storableText } from './storable-text.js';

it.each([
  ['größer 🎆', 'größer 🎆'],
  ['a\0b', 'a\ufffdb'],
  ['\ud83c 🎆 \udf86', '\ufffd 🎆 \ufffd'],
  ['\\u0000', '\\u0000'],
])('when a text is %j, it is kept as %j', (text, kept) => {
  expect(storableText(text)).toBe(kept);
  expect(JSON.parse(storableJson([{ text }]))).toEqual([{ text: kept }]);
});
