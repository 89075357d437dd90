import { describe, expect, it } from '@jest/globals';
import { Keyring, MasterKeyMissing, MasterKeyWrong } from './keyring.js';

const plain = new Keyring();
const master = new Keyring(Buffer.alloc(32, 1));
const other = new Keyring(Buffer.alloc(32, 2));

describe('Keyring', () => {
  it('when there is no master key, keys are stored as they are', () => {
    const key = plain.newKey();

    expect(plain.unwrap(plain.wrap(key)).equals(key)).toBe(true);
    expect(plain.wrap(key).includes(key)).toBe(true);
  });

  it('when there is one, they are wrapped, and those from before it are still read', () => {
    const key = master.newKey();

    expect(master.unwrap(master.wrap(key)).equals(key)).toBe(true);
    expect(master.wrap(key).includes(key)).toBe(false);
    expect(master.unwrap(plain.wrap(key)).equals(key)).toBe(true);
  });

  it('when it is gone or another, it says so', () => {
    const stored = master.wrap(master.newKey());

    expect(() => plain.unwrap(stored)).toThrow(MasterKeyMissing);
    expect(() => other.unwrap(stored)).toThrow(MasterKeyWrong);
  });
});
