import { expect, it } from '@jest/globals';
import { AppendOutcomeUnknown, LogUnavailable, StreamConflict } from './errors.js';
import { wasUnavailable } from './was-unavailable.js';

const coded = (code: string) => Object.assign(new Error('x'), { code });

it.each<[boolean, unknown]>([
  [true, new LogUnavailable('x')],
  [true, new AppendOutcomeUnknown('x')],
  [true, coded('ECONNREFUSED')],
  [true, coded('57P01')],
  [true, coded('40001')],
  [true, new Error('Connection terminated unexpectedly')],
  [true, new Error('Query read timeout')],
  [false, new StreamConflict('x', 1, 2)],
  [false, coded('22P02')],
  [false, coded('23505')],
  [false, new Error('uid u is a/b/c')],
  [false, undefined],
])('says %j of %s', (expected, error) => {
  expect(wasUnavailable(error)).toBe(expected);
});
