import { describe, expect, it } from '@jest/globals';
import { matchesPattern } from './matches-pattern.js';

describe('matchesPattern', () => {
  it.each<[string, string, boolean]>([
    ['web:v1', 'web:v1', true],
    ['web', 'web:v1', false],
    ['w.b:v1', 'web:v1', false],
    ['*', '', true],
    ['*', 'web:v1', true],
    ['web:*', 'web:v1', true],
    ['web:*', 'aweb:v1', false],
    ['*:v1', 'web:v1', true],
    ['*:v1', 'web:v12', false],
    ['*/web:*', 'registry/shop/web:v1', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*b*b*', 'abcb', true],
    ['*b*b*b*', 'abcb', false],
  ])('when the pattern is %s and the image %s, it says %s', (pattern, image, fits) => {
    expect(matchesPattern(pattern, image)).toBe(fits);
  });

  it('when a pattern has thousands of stars, it takes no longer than its length', () => {
    expect(matchesPattern(`${'*a'.repeat(20_000)}*c`, 'a'.repeat(40_000))).toBe(false);
  });
});
