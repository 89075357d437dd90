import { describe, expect, it } from '@jest/globals';
import { isRefusal } from './is-refusal.js';

describe('isRefusal', () => {
  it.each([
    ['ConfigInvalid', true],
    ['EADDRINUSE', false],
    ['ERR_INVALID_ARG_TYPE', false],
    ['40001', false],
    ['P2002', false],
  ])('when the code is %s, it says %j', (code, expected) => {
    expect(isRefusal(Object.assign(new Error('x'), { code }))).toBe(expected);
  });

  it('when there is no code, it says false', () => {
    expect(isRefusal(new Error('x'))).toBe(false);
    expect(isRefusal('ConfigInvalid')).toBe(false);
  });
});
