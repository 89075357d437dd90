import { describe, expect, it } from '@jest/globals';
import { derivedUid } from './derived-uid.js';

describe('a derived uid', () => {
  it('has the form of a UUID, and differs with what it is for', () => {
    expect(derivedUid('a', 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(derivedUid('a', 1)).not.toBe(derivedUid('a', 2));
  });
});
