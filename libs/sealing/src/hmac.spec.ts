import { createHash, createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { hmac, sha256 } from './hmac.js';

const texts = ['', 'a', 'größer ≤ 日本語 🎆', '\0', 'half \ud800', 'x'.repeat(55), 'x'.repeat(64), 'x'.repeat(100_000)];

it.each([0, 1, 32, 63, 64])('when the key has %i bytes, an HMAC is that of node:crypto', (length) => {
  const key = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + 200) % 256));

  for (const text of texts) {
    for (const encoding of ['utf8', 'latin1'] as const) {
      const theirs = createHmac('sha256', key).update(Buffer.from(text, encoding)).digest('hex');
      expect(Buffer.from(hmac(key, text, encoding), 'latin1').toString('hex')).toBe(theirs);
    }
  }
});

it('when the key is longer than a block, it is refused', () => {
  expect(() => hmac(Buffer.alloc(65), 'text', 'utf8')).toThrow(RangeError);
});

it('when bytes are hashed, each byte of the hash is a character', () => {
  const bytes = Buffer.from('größer');

  expect(Buffer.from(sha256(bytes), 'latin1')).toEqual(createHash('sha256').update(bytes).digest());
});
