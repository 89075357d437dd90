import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { fingerprint, keyFor, keyProblem, keyStatement, type LogKey, originOf } from './key-chain.js';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const ORIGIN = 'rollbook/test';

// A signature for the sake of argument: the hash of the signer's key and the text.
const sign = (publicKey: Uint8Array, text: string): Uint8Array =>
  sha256(Buffer.concat([Buffer.from(publicKey), Buffer.from(text)]));
const verify = (publicKey: Uint8Array, text: string, signature: Uint8Array): boolean =>
  Buffer.from(sign(publicKey, text)).equals(signature);

function key(number: number, fromSize: number, signer = Math.max(1, number - 1)): LogKey {
  const statement = { number, publicKey: new Uint8Array(32).fill(number), fromSize };
  return { ...statement, signature: sign(new Uint8Array(32).fill(signer), keyStatement(ORIGIN, statement)) };
}

const problem = (known: readonly LogKey[], next: LogKey) => keyProblem(ORIGIN, known, { key: next, verify });

describe('the chain of keys', () => {
  it('when each key is signed by the one before, nothing is wrong', () => {
    expect(problem([], key(1, 0))).toBeUndefined();
    expect(problem([key(1, 0)], key(2, 100))).toBeUndefined();
    expect(problem([key(1, 0), key(2, 100)], key(3, 100))).toBeUndefined();
  });

  it.each([
    ['key 2 is not signed by key 1', [key(1, 0)], key(2, 100, 2)],
    ['key 2 is not signed by key 1', [key(1, 0)], { ...key(2, 100), fromSize: 50 }],
    ['key 3 is not signed by key 2', [key(1, 0), key(2, 100)], key(3, 200, 1)],
    ['key 3 stands where key 2 should', [key(1, 0)], key(3, 100)],
    ['key 1 stands where key 2 should', [key(1, 0)], key(1, 0)],
    ['key 3 begins before the one before it', [key(1, 0), key(2, 100)], key(3, 99)],
    ['the first key does not sign from the beginning', [], key(1, 5)],
  ])('when %s, it is said', (said, known, next) => {
    expect(problem(known, next)).toBe(said);
  });

  it.each([
    [1, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [201, 4],
  ])('when a head has %i leaves, key %i signs it', (size, number) => {
    const keys = [key(1, 0), key(2, 100), key(3, 200), key(4, 200)];

    expect(keyFor(keys, size)?.number).toBe(number);
    expect(keyFor([], size)).toBeUndefined();
  });

  it('when a log is named, it is by its first key', () => {
    const publicKey = new Uint8Array(32).fill(1);

    expect(keyStatement(ORIGIN, key(2, 100))).toBe(
      'rollbook key\nrollbook/test\n2\nAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\n100\n',
    );
    expect(fingerprint(sha256, publicKey)).toBe('72cd6e8422c407fb6d098690f1130b7ded7ec2f7f5e1d30bd9d521f015363793');
    expect(originOf(sha256, publicKey)).toBe('rollbook/72cd6e8422c407fb');
  });
});
