import { describe, expect, it } from '@jest/globals';
import { disclose, open, openWith, seal, SealBroken } from './seal.js';

const key = Buffer.alloc(32, 7);
const other = Buffer.alloc(32, 8);

describe('a seal', () => {
  it.each(['', 'alice', 'größer ≤ 日本語 🎆', '\0', 'x'.repeat(100_000)])('when %j is sealed, it opens', (text) => {
    expect(open(key, 'actor', seal(key, 'actor', text))).toBe(text);
  });

  it('when the same is sealed again, the bytes are the same; as something else or by another, they are not', () => {
    const bytes = seal(key, 'actor', 'alice').toString('hex');

    expect(seal(key, 'actor', 'alice').toString('hex')).toBe(bytes);
    const others = [seal(key, 'remark', 'alice'), seal(other, 'actor', 'alice'), seal(key, 'actor', 'alicf')];
    expect(new Set([bytes, ...others.map((sealed) => sealed.toString('hex'))]).size).toBe(4);
  });

  // Golden: what is sealed is hashed and cannot be sealed anew.
  it('when a text is sealed, it is these bytes', () => {
    expect(seal(key, 'actor', 'alice').toString('base64')).toBe(
      'p4Fr3qOwi9jBkxBBeI3fHYjlcCjM2UEXAL4WAZSBqarMuxyx5Q0FYnOzyAsdATG4roC9evhujWIoU21mYac5vacuroWo',
    );
  });

  it('when a byte is altered, it does not open', () => {
    const sealed = seal(key, 'actor', 'alice');
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      expect(() => open(key, 'actor', altered)).toThrow(SealBroken);
    }
    expect(() => open(key, 'actor', sealed.subarray(0, 20))).toThrow(SealBroken);
  });

  it('when the key or the purpose is another, it does not open', () => {
    const sealed = seal(key, 'actor', 'alice');

    expect(() => open(other, 'actor', sealed)).toThrow(SealBroken);
    expect(() => open(key, 'remark', sealed)).toThrow(SealBroken);
  });

  it('when the key of one text is disclosed, it opens this text and no other', () => {
    const [alice, bob] = [seal(key, 'actor', 'alice'), seal(key, 'actor', 'bob')];

    expect(openWith(disclose(key, alice), 'actor', alice)).toBe('alice');
    expect(() => openWith(disclose(key, alice), 'actor', bob)).toThrow(SealBroken);
  });
});
